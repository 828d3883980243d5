import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './panels.module.css'

type Props = { title: string; subtitle?: ReactNode; children?: ReactNode }

export function PageHeader({ title, subtitle, children }: Props) {
  return (
    <header className={classes.header}>
      <title>{`${title} · SecureObs`}</title>
      <div>
        <Title order={1}>{title}</Title>
        {subtitle && (
          <Text c="dimmed" component="div">
            {subtitle}
          </Text>
        )}
      </div>
      {children}
    </header>
  )
}
