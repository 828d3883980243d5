import { Button, Title } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import classes from './charts.module.css'

type Props = {
  label: string
  /** A line under the label: what is counted, in which period. */
  hint?: ReactNode
  legend?: ReactNode
  table: ReactNode
  children: ReactNode
}

/** A chart says the same as the table that it can be turned into. */
export function ChartFrame({ label, hint, legend, table, children }: Props) {
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  return (
    <figure className={classes.frame} aria-labelledby={id}>
      <figcaption className={classes.caption}>
        <Title order={2} size="h3" id={id}>
          {label}
        </Title>
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => setAsTable(!asTable)}
          aria-label={`Show as ${asTable ? 'chart' : 'table'}: ${label}`}
          title={`Show as ${asTable ? 'chart' : 'table'}`}
          mr={-6}
        >
          {asTable ? 'Chart' : 'Table'}
        </Button>
      </figcaption>
      {hint && <p className={classes.hint}>{hint}</p>}
      {asTable ? (
        // Scrolled with the keyboard too.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
        <section className={classes.tableBox} aria-label={`${label}, table`} tabIndex={0}>
          {table}
        </section>
      ) : (
        <>
          {children}
          {legend}
        </>
      )}
    </figure>
  )
}
