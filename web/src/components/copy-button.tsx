import { ActionIcon, CopyButton as MantineCopyButton } from '@mantine/core'
import { CheckIcon, CopyIcon, LinkIcon } from './icons'
import classes from './panels/panels.module.css'

type Props = { value: string; label: string; link?: boolean }

export function CopyButton({ value, label, link = false }: Props) {
  return (
    <MantineCopyButton value={value} timeout={2000}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="md"
          onClick={copy}
          aria-label={copied ? 'Copied' : label}
          title={copied ? 'Copied' : label}
          c="inherit"
        >
          {copied ? (
            <span className={classes.copied}>
              <CheckIcon />
            </span>
          ) : link ? (
            <LinkIcon />
          ) : (
            <CopyIcon />
          )}
        </ActionIcon>
      )}
    </MantineCopyButton>
  )
}
