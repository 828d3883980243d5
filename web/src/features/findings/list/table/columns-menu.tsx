import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { type Column, columns } from './columns'

type Props = { chosen: readonly Column[]; choose: (next: Column[]) => void }

export function ColumnsMenu({ chosen, choose }: Props) {
  const flip = (column: Column) =>
    choose(chosen.includes(column) ? chosen.filter((one) => one !== column) : [...chosen, column])
  return (
    <Popover position="bottom-end" shadow="md" radius="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="xs" visibleFrom="sm">
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Stack gap={10}>
          {columns.map(({ column, label }) => (
            <Checkbox
              key={column}
              size="xs"
              label={label}
              checked={chosen.includes(column)}
              onChange={() => flip(column)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
