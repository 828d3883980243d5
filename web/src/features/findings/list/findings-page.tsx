import { Group } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import { bound } from '../../../app/shell/key-table'
import { useShortcuts } from '../../../app/shell/keyboard'
import { PageHeader } from '../../../components/panels/page-header'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { without } from '../filters'
import { undoLatest } from './bulk/undo'
import { useIntent } from './bulk/use-intent'
import { ExportMenu } from './export/export-menu'
import { FacetRail } from './facets/rail'
import { FilterChips } from './filter-chips'
import { Headline } from './headline'
import classes from './list.module.css'
import { listKeys } from './list-keys'
import { ListPlace } from './list-place'
import { NoFindings } from './no-findings'
import { usePreference } from './preference'
import { RailPlace } from './rail-place'
import { isEmpty, sizeOf } from './select/selection'
import { SelectionBar } from './select/selection-bar'
import { useSelection } from './select/use-selection'
import { TabBar } from './tab-bar'
import { readColumns, usualColumns } from './table/columns'
import { phone } from './table/finding-list'
import { focusList } from './table/focus-list'
import { ToolBar } from './tool-bar'
import { useListData } from './use-list-data'
import { ViewsMenu } from './views/views-menu'

// What a key or a click asks for comes after the rows.
const BulkDialog = lazy(() => import('./bulk/bulk-dialog'))
const Peek = lazy(() => import('./peek/peek'))

export function FindingsPage() {
  const data = useListData()
  const { filters, base, change, findings, facets, names, members, projects } = data
  const search = useRef<HTMLInputElement>(null)
  const narrow = useMediaQuery(phone, false, { getInitialValueInEffect: false })
  const [rail, setRail] = usePreference('findings.rail', true, (kept) => kept === 'true')
  const [drawer, setDrawer] = useState(false)
  const [chosen, choose] = usePreference('findings.columns', usualColumns(window.innerWidth), readColumns)
  const flipRail = useCallback(() => (narrow ? setDrawer(true) : setRail(!rail)), [narrow, rail, setRail])
  const selecting = useSelection(JSON.stringify(without(data.which, 'sort', 'direction')))
  const { selection } = selecting
  const size = sizeOf(selection)
  const intent = useIntent(selection)
  useShortcuts(bound(listKeys, { search: () => search.current?.focus(), undo: () => undoLatest() }))

  return (
    <div className={classes.page}>
      <PageHeader
        title="Findings"
        subtitle={<Headline filters={filters} facets={facets.data} stale={facets.isPlaceholderData} />}
      >
        <Group gap="xs">
          <ViewsMenu tenantId={data.tenantId} filters={base} change={change} />
          <ExportMenu
            tenantId={data.tenantId}
            which={data.which}
            facets={facets.isPlaceholderData ? undefined : facets.data}
          />
        </Group>
      </PageHeader>
      <TabBar filters={base} />
      {isEmpty(selection) ? (
        <ToolBar
          filters={base}
          change={change}
          searchRef={search}
          rail={rail}
          onRail={flipRail}
          chosen={chosen}
          choose={choose}
        />
      ) : (
        <SelectionBar
          selection={selection}
          total={data.total}
          more={size !== null && (data.total === null || size < data.total)}
          onAll={() => selecting.found(without(data.which, 'sort', 'direction'), data.total)}
          onClear={selecting.clear}
          onIntent={intent.askOfSelection}
        />
      )}
      <FilterChips filters={base} change={change} names={names} />
      <div className={classes.body}>
        <RailPlace shown={narrow ? drawer : rail} onClose={() => setDrawer(false)}>
          <FacetRail
            facets={facets.data}
            stale={facets.isPlaceholderData}
            filters={base}
            change={change}
            names={names}
            members={members}
          />
        </RailPlace>
        <div className={classes.content}>
          {findings.error && (
            <div className={classes.message}>
              <ProblemPanel
                error={findings.error}
                what="The findings could not be loaded."
                retry={() => void findings.refetch()}
              />
            </div>
          )}
          {findings.isPending && (
            <div className={classes.message}>
              <SkeletonRows rows={14} />
            </div>
          )}
          {findings.data && data.rows.length === 0 && !findings.error && (
            <div className={classes.message}>
              <NoFindings filters={filters} change={change} names={names} projects={projects} />
            </div>
          )}
          {data.rows.length > 0 && (
            <ListPlace
              key={data.list}
              data={data}
              chosen={chosen}
              selecting={selecting}
              onIntent={intent.ask}
            />
          )}
        </div>
        {filters.peek && (
          <Suspense>
            <Peek
              findingId={filters.peek}
              search={data.search}
              onClose={() => {
                change(without(filters, 'peek'), true)
                focusList()
              }}
              onIntent={intent.askOfOne}
            />
          </Suspense>
        )}
      </div>
      <Suspense>
        {intent.asked && <BulkDialog {...intent.asked} members={members} onClose={intent.close} />}
      </Suspense>
    </div>
  )
}
