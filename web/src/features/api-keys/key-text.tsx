import { Button, CopyButton } from '@mantine/core'
import classes from './new-key.module.css'

/** A key as it is shown once. The button to copy it is where the focus goes. */
export function KeyText({ value }: { value: string }) {
  return (
    <div className={classes.key}>
      <code data-new-key>{value}</code>
      <CopyButton value={value} timeout={3000}>
        {({ copied, copy }) => (
          <Button onClick={copy} size="xs" data-autofocus>
            {copied ? 'Copied' : 'Copy key'}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
