import { Button, CloseButton, Menu } from '@mantine/core'
import { exactCount } from '../../counts'
import type { Intent } from '../bulk/change'
import classes from '../list.module.css'
import { type Selection, sizeOf } from './selection'

type Props = {
  selection: Selection
  /** How many the whole list has; null while nobody counted them all. */
  total: number | null
  /** Whether there are more than are selected. */
  more: boolean
  onAll: () => void
  onClear: () => void
  onIntent: (intent: Intent) => void
}

export function SelectionBar({ selection, total, more, onAll, onClear, onIntent }: Props) {
  const size = sizeOf(selection)
  return (
    <div className={classes.tools} role="toolbar" aria-label="What is selected">
      <CloseButton aria-label="Select nothing" title="Select nothing (Esc)" onClick={onClear} />
      <strong role="status">
        {size === null ? 'All matching selected' : `${exactCount(size)} selected`}
      </strong>
      {selection.kind === 'picked' && more && (
        <Button variant="subtle" size="compact-xs" onClick={onAll}>
          {total === null ? 'Select all matching' : `Select all ${exactCount(total)} matching`}
        </Button>
      )}
      <span className={classes.room} />
      <Button size="xs" onClick={() => onIntent('suppress')}>
        Suppress …
      </Button>
      <Button size="xs" variant="default" onClick={() => onIntent('assign')}>
        Assign …
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default">
            Change
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onIntent('in-review')}>Take into review</Menu.Item>
          <Menu.Item onClick={() => onIntent('open')}>Re-open</Menu.Item>
          <Menu.Item onClick={() => onIntent('resolved')}>Mark as resolved</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => onIntent('severity')}>Severity …</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
