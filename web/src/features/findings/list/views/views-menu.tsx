import { Button, Menu } from '@mantine/core'
import { memo, useState } from 'react'
import type { View } from '../../../../api/types'
import { ConfirmDialog } from '../../../../components/confirm-dialog'
import { CheckIcon, UpDownIcon } from '../../../../components/icons'
import type { Filters } from '../../filters'
import { without } from '../../filters'
import { useDefaultView } from './use-default-view'
import { useViewChanges, useViews } from './use-views'
import { filtersOfView, isModified } from './view-filters'
import { ViewNameDialog } from './view-name-dialog'
import classes from './views.module.css'

type Props = { tenantId: string; filters: Filters; change: (next: Filters, replace?: boolean) => void }

type Asked = 'save' | 'rename' | 'remove' | null

/** Filters that were kept by name: one's own, and those of everybody. */
export const ViewsMenu = memo(function ViewsMenu({ tenantId, filters, change }: Props) {
  const views = useViews(tenantId)
  const changes = useViewChanges(tenantId)
  const usual = useDefaultView(tenantId, views.data, filters, change)
  const [asked, setAsked] = useState<Asked>(null)
  const current = views.data?.find((one) => one.id === filters.view)
  const modified = current !== undefined && isModified(current, filters)
  const isUsual = current?.id === usual.chosen
  const removal = useRemoval()
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" size="xs" rightSection={<UpDownIcon />} className={classes.target}>
            <span className={classes.current}>{current?.name ?? 'Views'}</span>
            {modified && <span className={classes.modified}>modified</span>}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.dropdown}>
          <ViewItems
            views={views.data}
            failed={views.error !== null}
            current={current}
            usual={usual.chosen}
            onChoose={(view) => change(filtersOfView(view))}
          />
          <Menu.Divider />
          {current && modified && (
            <Menu.Item onClick={() => void changes.update(current, filters)}>
              {`Update “${current.name}”${current.shared ? ' for everybody' : ''}`}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => setAsked('save')}>Save as a new view …</Menu.Item>
          {current && (
            <>
              <Menu.Item onClick={() => setAsked('rename')}>Rename …</Menu.Item>
              <Menu.Item onClick={() => usual.choose(isUsual ? '' : current.id)}>
                {isUsual ? 'Do not begin with this view' : 'Begin with this view'}
              </Menu.Item>
              <Menu.Item onClick={() => setAsked('remove')}>Delete …</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {asked === 'save' && (
        <ViewNameDialog
          title="Save as a new view"
          submit="Save view"
          sharing
          onClose={() => setAsked(null)}
          onSubmit={async (name, shared) => {
            const view = await changes.save(name, filters, shared)
            change({ ...without(filters, 'view'), ...(view ? { view } : {}) }, true)
          }}
        />
      )}
      {asked === 'rename' && current && (
        <ViewNameDialog
          title={`Rename “${current.name}”`}
          submit="Rename view"
          name={current.name}
          onClose={() => setAsked(null)}
          onSubmit={(name) => changes.rename(current, name)}
        />
      )}
      {current && (
        <ConfirmDialog
          opened={asked === 'remove'}
          title={`Delete “${current.name}”`}
          confirm={current.shared ? 'Delete the view for everybody' : 'Delete view'}
          busy={removal.busy}
          error={removal.error}
          failed="The view was not deleted."
          onClose={() => setAsked(null)}
          onConfirm={() =>
            void removal.run(async () => {
              await changes.remove(current)
              setAsked(null)
              change(without(filters, 'view'), true)
            })
          }
        >
          {current.shared
            ? 'Everybody of the organisation loses it. Findings stay as they are.'
            : 'Findings stay as they are.'}
        </ConfirmDialog>
      )}
    </>
  )
})

function useRemoval() {
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null })
  const run = async (remove: () => Promise<void>) => {
    setState({ busy: true, error: null })
    try {
      await remove()
      setState({ busy: false, error: null })
    } catch (error) {
      setState({ busy: false, error })
    }
  }
  return { ...state, run }
}

type ItemsProps = {
  views: View[] | undefined
  failed: boolean
  current: View | undefined
  usual: string
  onChoose: (view: View) => void
}

function ViewItems({ views, failed, current, usual, onChoose }: ItemsProps) {
  if (failed) return <Menu.Label>The views could not be loaded</Menu.Label>
  if (views?.length === 0)
    return <Menu.Label>No views yet: set filters, then save them under a name.</Menu.Label>
  const part = (label: string, shown: View[]) =>
    shown.length > 0 && (
      <>
        <Menu.Label>{label}</Menu.Label>
        {shown.map((view) => (
          <Menu.Item
            key={view.id}
            leftSection={view.id === current?.id ? <CheckIcon /> : <span className={classes.blank} />}
            aria-current={view.id === current?.id || undefined}
            onClick={() => onChoose(view)}
          >
            {view.name}
            {view.id === usual && <span className={classes.modified}> begins with it</span>}
          </Menu.Item>
        ))}
      </>
    )
  return (
    <>
      {part('Yours', views?.filter((one) => !one.shared) ?? [])}
      {part('Of everybody', views?.filter((one) => one.shared) ?? [])}
    </>
  )
}
