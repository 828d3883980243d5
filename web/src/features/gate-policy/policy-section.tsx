import { Text } from '@mantine/core'
import type { Project } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { Section } from '../../components/sections'
import { gatePolicies } from '../projects/gate-policy'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { PolicyEditor } from './policy-editor'
import { usePolicy } from './use-policy'

export function PolicySection({ project }: { project: Project }) {
  const tenant = useTenant()
  const policy = usePolicy()
  return (
    <Section
      id="gate"
      title="Gate"
      description="When a pipeline stops. Only what a run saw counts, and nothing that is suppressed."
    >
      {!mayAdminister(tenant) && <ForMembers project={project} organisation={tenant.name} />}
      {policy.error && (
        <ProblemPanel
          error={policy.error}
          what="The gate policy could not be loaded."
          retry={() => void policy.refetch()}
        />
      )}
      {policy.isLoading && <SkeletonRows rows={4} height={36} />}
      {policy.data && <PolicyEditor current={policy.data} />}
    </Section>
  )
}

function ForMembers({ project, organisation }: { project: Project; organisation: string }) {
  const simple = gatePolicies.find((one) => one.policy === project.gatePolicy)
  if (project.ownGatePolicy === null) return <Text>{simple?.sentence}.</Text>
  return (
    <Text>
      A policy of its own decides, version {project.ownGatePolicy}. Admins and owners of {organisation} can
      read it; each run tells which of its rules blocked.
    </Text>
  )
}
