import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { memo, type RefObject } from 'react'
import { FilterIcon } from '../../../components/icons'
import type { Filters, Grouping } from '../filters'
import { without, withoutDefaults } from '../filters'
import classes from './list.module.css'
import { SearchBox } from './search-box'
import type { Column } from './table/columns'
import { ColumnsMenu } from './table/columns-menu'
import { phone } from './table/finding-list'

type Props = {
  filters: Filters
  change: (next: Filters, replace?: boolean) => void
  searchRef: RefObject<HTMLInputElement | null>
  rail: boolean
  onRail: () => void
  chosen: readonly Column[]
  choose: (next: Column[]) => void
}

const groupings: { value: Grouping | ''; label: string }[] = [
  { value: '', label: 'No groups' },
  { value: 'rule', label: 'Group by rule' },
  { value: 'path', label: 'Group by directory' },
  { value: 'project', label: 'Group by project' },
]

export const ToolBar = memo(function ToolBar({
  filters,
  change,
  searchRef,
  rail,
  onRail,
  chosen,
  choose,
}: Props) {
  const narrow = useMediaQuery(phone, false, { getInitialValueInEffect: false })
  return (
    <search className={classes.tools}>
      {narrow ? (
        <Button variant="default" size="xs" leftSection={<FilterIcon />} onClick={onRail}>
          Filters
        </Button>
      ) : (
        <ActionIcon
          variant={rail ? 'light' : 'default'}
          size={30}
          aria-pressed={rail}
          aria-label="Filters"
          title={rail ? 'Hide the filters' : 'Show the filters'}
          onClick={onRail}
        >
          <FilterIcon />
        </ActionIcon>
      )}
      <SearchBox filters={filters} change={change} searchRef={searchRef} />
      <NativeSelect
        size="xs"
        aria-label="Groups"
        data={groupings}
        value={filters.group ?? ''}
        onChange={(event) => {
          const group = groupings.find((one) => one.value === event.currentTarget.value)?.value
          change(group ? withoutDefaults({ ...filters, group }) : without(filters, 'group'))
        }}
      />
      <span className={classes.room} />
      <ColumnsMenu chosen={chosen} choose={choose} />
    </search>
  )
})
