import { CloseButton, Kbd, SegmentedControl, Select, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Project } from '../../../api/types'
import { SearchIcon } from '../../../components/icons'
import { severities } from '../../../components/severity/severity'
import { SeverityTile } from '../../../components/severity/severity-tile'
import { useScannerKeys } from '../../scanners/use-scanners'
import { useTenantId } from '../../tenants/use-tenant'
import { type Filters, toggled } from '../filters'
import { type Tab, tabOf, tabs, withTab } from '../tabs'
import classes from './filter-bar.module.css'

type Props = {
  filters: Filters
  change: (next: Filters, replace?: boolean) => void
  searchRef: RefObject<HTMLInputElement | null>
  projects: Project[]
}

export function FilterBar({ filters, change, searchRef, projects }: Props) {
  const tenantId = useTenantId()
  const scanners = useScannerKeys(tenantId, filters.projectId ?? projects[0]?.id)
  const projectOptions = projects.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <search className={classes.bar}>
      <SearchBox filters={filters} change={change} searchRef={searchRef} />
      <fieldset className={classes.severities} aria-label="Severity">
        {severities.map(({ severity, name }) => (
          <UnstyledButton
            key={severity}
            className={classes.severity}
            aria-pressed={filters.severity?.includes(severity) ?? false}
            onClick={() => change(toggled(filters, 'severity', severity))}
            title={`${name}: show or leave out`}
          >
            <SeverityTile severity={severity} />
          </UnstyledButton>
        ))}
      </fieldset>
      <SegmentedControl
        aria-label="Status"
        size="xs"
        value={tabOf(filters) ?? ''}
        data={tabs.map(({ tab, label }) => ({ value: tab, label }))}
        onChange={(tab) => change(withTab(filters, tab as Tab))}
      />
      <Select
        aria-label="Project"
        placeholder="All projects"
        size="xs"
        w={168}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'All projects' }}
        data={withChosen(projectOptions, filters.projectId)}
        value={filters.projectId ?? null}
        onChange={(projectId) => change({ ...filters, projectId: projectId ?? undefined })}
      />
      <Select
        aria-label="Scanner"
        placeholder="All scanners"
        size="xs"
        w={152}
        clearable
        clearButtonProps={{ 'aria-label': 'All scanners' }}
        data={withChosen(
          scanners.map((key) => ({ value: key, label: key })),
          filters.scanner?.[0],
        )}
        value={filters.scanner?.[0] ?? null}
        onChange={(scanner) => change({ ...filters, scanner: scanner ? [scanner] : undefined })}
      />
    </search>
  )
}

function SearchBox({ filters, change, searchRef }: Omit<Props, 'projects'>) {
  const asked = filters.text ?? ''
  const [text, setText] = useState(asked)
  const sent = useRef(asked)
  // The address may change without this box: back, forward, a dropped filter.
  useEffect(() => {
    if (asked !== sent.current) setText(asked)
    sent.current = asked
  }, [asked])
  const send = (next: string) => {
    sent.current = next.trim() ? next : ''
    change({ ...filters, text: next.trim() ? next : undefined }, true)
  }
  const sendLater = useDebouncedCallback(send, 250)
  return (
    <TextInput
      ref={searchRef}
      aria-label="Search in rules, paths and descriptions"
      placeholder="Search rule, path or text"
      size="xs"
      className={classes.search}
      leftSection={<SearchIcon />}
      rightSection={
        text ? (
          <CloseButton
            size="sm"
            aria-label="Clear the search"
            onClick={() => {
              setText('')
              send('')
            }}
          />
        ) : (
          <Kbd size="xs" aria-hidden="true">
            /
          </Kbd>
        )
      }
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        sendLater(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter')
          document.querySelector<HTMLElement>('[data-finding-row][tabindex="0"]')?.focus()
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}

/** A value in the address that the list does not know must still be seen. */
function withChosen(options: { value: string; label: string }[], chosen: string | undefined) {
  const known = !chosen || options.some((one) => one.value === chosen)
  return known ? options : [...options, { value: chosen, label: chosen }]
}
