import classes from './command-block.module.css'
import { CopyButton } from './copy-button'

type Props = { text: string; label: string }

export function CommandBlock({ text, label }: Props) {
  return (
    <div className={classes.block}>
      <pre>{text}</pre>
      <div className={classes.copy}>
        <CopyButton value={text} label={`Copy: ${label}`} />
      </div>
    </div>
  )
}
