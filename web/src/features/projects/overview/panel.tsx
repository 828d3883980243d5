import { Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './overview.module.css'

type Props = { title: string; aside?: ReactNode; wide?: boolean; children: ReactNode }

export function Panel({ title, aside, wide = false, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={`${classes.panel} ${wide ? classes.wide : ''}`}>
      <header className={classes.panelHead}>
        <Title order={2} id={id}>
          {title}
        </Title>
        {aside}
      </header>
      {children}
    </section>
  )
}
