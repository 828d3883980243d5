import { Anchor, Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Project } from '../../../api/types'
import { EmptyPanel } from '../../../components/panels/empty-panel'
import { Time } from '../../../components/time'
import { useTenantId } from '../../tenants/use-tenant'
import { appliedFilters, type Names, sentenceOf } from '../filter-words'
import { type Filters, without } from '../filters'
import { besideTab, isNarrowed, type Tab, tabOf, withTab } from '../tabs'

type Props = {
  filters: Filters
  change: (next: Filters) => void
  names: Names
  /** `anyRun`: whether any project was ever scanned; null while that is not known. */
  projects: { items: Project[]; anyRun: boolean | null }
}

/** Nothing yet, filtered out, or clean: three things that an empty list may be. The fourth is not empty but failed. */
export function NoFindings({ filters, change, names, projects }: Props) {
  const tab = tabOf(filters)
  if (projects.anyRun === false) return <NothingYet />
  if (tab === null || isNarrowed(filters))
    return <FilteredOut filters={filters} change={change} names={names} />
  return (
    <EmptyPanel title={emptyTitles[tab]}>
      <Text c="dimmed">{emptyWords[tab]}</Text>
      <LastScan projects={projects.items} />
      {tab !== 'all' && (
        <Button variant="default" size="xs" onClick={() => change(withTab(filters, 'all'))}>
          Show all findings
        </Button>
      )}
    </EmptyPanel>
  )
}

const emptyTitles: Record<Tab, string> = {
  open: 'No open findings',
  triage: 'Nothing needs triage',
  suppressed: 'Nothing is suppressed',
  expiring: 'No suppression ends soon',
  fixed: 'Nothing was fixed yet',
  all: 'No findings',
}

const emptyWords: Record<Tab, string> = {
  open: 'Everything the scanners found is resolved or suppressed.',
  triage: 'Every open finding was looked at, or somebody sees to it.',
  suppressed: 'Nobody left a finding alone.',
  expiring: 'No suppression ends within 14 days.',
  fixed: 'Findings come here when no scan sees them any more.',
  all: 'The scanners found nothing.',
}

/** When that was shown last; without it an empty list proves nothing. */
function LastScan({ projects }: { projects: Project[] }) {
  const last = projects
    .map((one) => one.lastRunAt)
    .filter((at) => at !== null)
    .sort()
    .at(-1)
  return (
    last && (
      <Text c="dimmed" size="sm">
        Last scan: <Time at={last} />
      </Text>
    )
  )
}

function NothingYet() {
  const tenantId = useTenantId()
  return (
    <EmptyPanel title="Nothing has been scanned yet">
      <Text c="dimmed">
        No project of this organisation has had a run. The first one brings findings here.
      </Text>
      <Anchor
        renderRoot={(props) => <Link to="/tenants/$tenantId/projects" params={{ tenantId }} {...props} />}
      >
        Set up a project
      </Anchor>
    </EmptyPanel>
  )
}

function FilteredOut({ filters, change, names }: Omit<Props, 'projects'>) {
  const applied = appliedFilters(besideTab(filters), names)
  const dropAll = () => change(withTab({ sort: filters.sort }, tabOf(filters) ?? 'open'))
  return (
    <EmptyPanel title="No finding fits these filters">
      <Text c="dimmed">There are no {sentenceOf(filters, names)}. Drop one:</Text>
      <Group gap="xs" justify="center">
        {applied.map(({ keys, words }) => (
          <Button key={words} variant="default" size="xs" onClick={() => change(without(filters, ...keys))}>
            Drop {words}
          </Button>
        ))}
        {applied.length > 1 && (
          <Button variant="subtle" size="xs" onClick={dropAll}>
            Drop all
          </Button>
        )}
      </Group>
    </EmptyPanel>
  )
}
