import { Button, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { CreateRuleDialog } from './create-rule-dialog'
import { RuleTable } from './rule-table'
import { TryRules } from './try-rules'
import { useTrustRules } from './use-trust-rules'

/** Which pipelines of the project get in without a key, and why one does not. */
export function KeylessSection() {
  const rules = useTrustRules()
  const [creating, { open, close }] = useDisclosure()
  if (rules.error)
    return (
      <ProblemPanel
        error={rules.error}
        what="The trust rules could not be loaded."
        retry={() => void rules.refetch()}
      />
    )
  if (!rules.data) return <SkeletonRows rows={2} height={44} />
  const all = rules.data.pages.flatMap((page) => page.items)
  return (
    <Stack gap="md">
      {all.length === 0 ? (
        <Text c="dimmed">
          No pipeline is trusted yet. Trust one by what its CI system says of it, and it needs no API key.
        </Text>
      ) : (
        <RuleTable rules={all} />
      )}
      <Group>
        <Button variant="default" onClick={open}>
          Trust a pipeline
        </Button>
        {rules.hasNextPage && (
          <Button
            variant="default"
            loading={rules.isFetchingNextPage}
            onClick={() => void rules.fetchNextPage()}
          >
            Show older rules
          </Button>
        )}
      </Group>
      {all.some((rule) => !rule.revokedAt) && <TryRules />}
      {creating && <CreateRuleDialog onClose={close} />}
    </Stack>
  )
}
