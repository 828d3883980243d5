import { Stack, Text } from '@mantine/core'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { keptSentence } from './retention'
import { RetentionForm } from './retention-form'
import { LastRound } from './retention-round'
import { useRetention } from './use-retention'

export function RetentionSection() {
  const { data, error, refetch } = useRetention()
  if (error && !data)
    return (
      <ProblemPanel
        error={error}
        what="How long data are kept could not be loaded."
        retry={() => void refetch()}
      />
    )
  if (!data) return <SkeletonRows rows={3} height={44} />
  return (
    <Stack gap="md">
      <div>
        <Text fw={600}>{keptSentence(data)}</Text>
        {data.days !== null && (
          <Text c="dimmed">
            That is: findings that no scan has seen for so long, runs that no branch stands at any more, and
            the beginning of the audit trail, whose rest still verifies. What the default branch has stays,
            however old.
          </Text>
        )}
      </div>
      <RetentionForm key={`${data.ownDays} ${data.planDays}`} current={data} />
      <LastRound state={data} />
    </Stack>
  )
}
