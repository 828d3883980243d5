import { Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import panels from '../../components/panels/panels.module.css'
import classes from './run-page.module.css'

type Props = { title: string; aside?: ReactNode; children: ReactNode }

/** A part of the run's page; whatever fails in it fails alone. */
export function Section({ title, aside, children }: Props) {
  const id = useId()
  return (
    <section className={panels.card} aria-labelledby={id}>
      <header className={classes.sectionHead}>
        <Title order={2} size="h3" id={id}>
          {title}
        </Title>
        {aside}
      </header>
      {children}
    </section>
  )
}
