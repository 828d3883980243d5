import { Select } from '@mantine/core'
import type { Member } from '../../../../api/types'
import { type Filters, withoutDefaults } from '../../filters'
import classes from './facets.module.css'

type Props = { filters: Filters; change: (next: Filters) => void; members: Member[] }

/** Whose findings, and which of them are late; nobody counts these beforehand. */
export function CareFacet({ filters, change, members }: Props) {
  const me = members.find((one) => one.isMe)
  const set = (part: Partial<Filters>) => change(withoutDefaults({ ...filters, ...part }))
  const flags: { label: string; on: boolean; flip: () => void }[] = [
    ...(me
      ? [
          {
            label: 'Mine',
            on: filters.assignee === me.memberId,
            flip: () =>
              set({
                assignee: filters.assignee === me.memberId ? undefined : me.memberId,
                unassigned: undefined,
              }),
          },
        ]
      : []),
    {
      label: 'Nobody’s',
      on: filters.unassigned === true,
      flip: () => set({ unassigned: filters.unassigned ? undefined : true, assignee: undefined }),
    },
    {
      label: 'Overdue',
      on: filters.overdue === true,
      flip: () => set({ overdue: filters.overdue ? undefined : true }),
    },
    {
      label: 'Ignored in source',
      on: filters.ignoredInSource === true,
      flip: () => set({ ignoredInSource: filters.ignoredInSource ? undefined : true }),
    },
  ]
  return (
    <details className={classes.facet} open>
      <summary className={classes.name}>Care</summary>
      <ul className={classes.values}>
        {flags.map(({ label, on, flip }) => (
          <li key={label} className={classes.value} data-chosen={on || undefined}>
            <label className={classes.flag}>
              <span className={classes.box}>
                <input type="checkbox" checked={on} onChange={flip} />
              </span>
              {label}
            </label>
          </li>
        ))}
      </ul>
      {members.length > 1 && (
        <Select
          size="xs"
          className={classes.people}
          aria-label="Who sees to it"
          placeholder="Anybody"
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'Anybody' }}
          data={members.map((one) => ({ value: one.memberId, label: one.name }))}
          value={filters.assignee ?? null}
          onChange={(assignee) => set({ assignee: assignee ?? undefined, unassigned: undefined })}
        />
      )}
    </details>
  )
}
