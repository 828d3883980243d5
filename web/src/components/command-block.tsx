import classes from './command-block.module.css'
import { CopyButton } from './copy-button'

type Props = { text: string; label: string; scrolls?: boolean }

export function CommandBlock({ text, label, scrolls = false }: Props) {
  return (
    <div className={classes.block}>
      {scrolls ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it, too
        <section className={classes.scroller} aria-label={label} tabIndex={0}>
          <pre>{text}</pre>
        </section>
      ) : (
        <pre>{text}</pre>
      )}
      <div className={classes.copy}>
        <CopyButton value={text} label={`Copy: ${label}`} />
      </div>
    </div>
  )
}
