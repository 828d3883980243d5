import { Title } from '@mantine/core'
import { Link, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import classes from './sections.module.css'

type Entry = { id: string; title: string }

type Props = { label: string; entries: readonly (Entry | false)[]; children: ReactNode }

/** A long page of settings in sections, each with an address of its own. */
export function Sections({ label, entries, children }: Props) {
  const { hash } = useLocation()
  const shown = entries.filter((one) => one !== false)
  return (
    <div className={classes.layout}>
      <nav aria-label={label} className={classes.nav}>
        {shown.map(({ id, title }, index) => {
          const here = hash ? hash === id : index === 0
          return (
            <Link
              key={id}
              to="."
              hash={id}
              search={true}
              replace
              className={classes.link}
              data-here={here || undefined}
            >
              {title}
            </Link>
          )
        })}
      </nav>
      <div className={classes.sections}>{children}</div>
    </div>
  )
}

type SectionProps = Entry & { description?: ReactNode; children: ReactNode }

export function Section({ id, title, description, children }: SectionProps) {
  const { hash } = useLocation()
  const section = useRef<HTMLElement>(null)
  // What it shows comes later than the address: the browser found no anchor yet.
  useEffect(() => {
    if (hash === id) section.current?.scrollIntoView()
  }, [hash, id])
  return (
    <section ref={section} id={id} aria-labelledby={`${id}-title`} className={classes.section}>
      <Title order={2} id={`${id}-title`}>
        {title}
      </Title>
      {description && <p className={classes.description}>{description}</p>}
      {children}
    </section>
  )
}
