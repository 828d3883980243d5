import { Anchor, Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyPanel } from '../../../components/panels/empty-panel'
import { useTenantId } from '../../tenants/use-tenant'
import { appliedFilters, type Names, sentenceOf } from '../filter-words'
import { type Filters, without } from '../filters'

type Props = {
  filters: Filters
  change: (next: Filters) => void
  names: Names
  /** Whether any project was ever scanned; null while that is not known. */
  anyRun: boolean | null
}

export function NoFindings({ filters, change, names, anyRun }: Props) {
  const tenantId = useTenantId()
  const applied = appliedFilters(filters, names)
  if (anyRun === false)
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
  if (applied.length > 0)
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
            <Button variant="subtle" size="xs" onClick={() => change({})}>
              Drop all
            </Button>
          )}
        </Group>
      </EmptyPanel>
    )
  return (
    <EmptyPanel title="No open findings">
      <Text c="dimmed">Everything the scanners found is resolved or suppressed.</Text>
      <Button variant="default" size="xs" onClick={() => change({ status: ['suppressed'] })}>
        Show suppressed findings
      </Button>
    </EmptyPanel>
  )
}
