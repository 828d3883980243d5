import { Button, Text } from '@mantine/core'
import { CloseIcon } from '../../../components/icons'
import type { DrawnNode } from './drawing'
import classes from './drawn.module.css'

/** Several alike that were folded into one, and are drawn one by one since somebody opened them. */
export type Unfolded = { id: string; title: string; count: number }

export const unfoldedOf = ({ id, title, numbers }: DrawnNode): Unfolded => ({
  id,
  title,
  count: numbers.length,
})

/** @property fold Null folds all. */
type Props = { opened: readonly Unfolded[]; fold: (id: string | null) => void }

/** What was unfolded, to be folded again where it was. */
export function FoldAgain({ opened, fold }: Props) {
  if (opened.length === 0) return null
  return (
    <section className={classes.unfolded} aria-label="Unfolded">
      <Text size="sm" c="dimmed" component="span">
        Unfolded
      </Text>
      {opened.map((one) => (
        <Button
          key={one.id}
          size="compact-xs"
          variant="default"
          rightSection={<CloseIcon />}
          aria-label={`Fold ${one.title}, ${one.count} alike, again`}
          title="Fold again"
          onClick={() => fold(one.id)}
        >
          {one.title} ×{one.count}
        </Button>
      ))}
      {opened.length > 1 && (
        <Button size="compact-xs" variant="subtle" onClick={() => fold(null)}>
          Fold all again
        </Button>
      )}
    </section>
  )
}
