import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './panels.module.css'

type Props = { title: string; children?: ReactNode }

export function EmptyPanel({ title, children }: Props) {
  return (
    <div className={classes.empty}>
      <Title order={2}>{title}</Title>
      {typeof children === 'string' ? <Text c="dimmed">{children}</Text> : children}
    </div>
  )
}
