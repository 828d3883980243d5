import { Stack, Text } from '@mantine/core'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { ArchiveSection } from '../projects/archive-section'
import { RenameProjectForm } from '../projects/rename-project-form'
import { useProject } from '../projects/use-project'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { GatePolicyForm } from './gate-policy-form'
import { ScannersForm } from './scanners-form'
import { useScanners } from './use-scanners'

export function SettingsTab() {
  const tenant = useTenant()
  const { projectId, query: project } = useProject()
  const scanners = useScanners(tenant.id, projectId)
  const readOnly = !mayAdminister(tenant)
  return (
    <Stack gap="xl" maw={720}>
      {readOnly && (
        <Text className={panels.card} p="sm">
          You can see these settings. An admin or owner of {tenant.name} can change them; you are a member.
        </Text>
      )}
      {project.data && !readOnly && <RenameProjectForm key={project.data.name} current={project.data.name} />}
      {project.data && (
        <GatePolicyForm
          key={`${project.data.gatePolicy} ${project.data.ownGatePolicy}`}
          current={project.data.gatePolicy}
          own={project.data.ownGatePolicy}
          readOnly={readOnly}
        />
      )}
      {scanners.error && (
        <ProblemPanel
          error={scanners.error}
          what="The scanners could not be loaded."
          retry={() => void scanners.refetch()}
        />
      )}
      {scanners.isPending && <SkeletonRows rows={5} height={44} />}
      {scanners.data && (
        <ScannersForm
          key={JSON.stringify(scanners.data.items)}
          current={scanners.data.items}
          readOnly={readOnly}
        />
      )}
      {project.data && !readOnly && !project.data.archivedAt && <ArchiveSection project={project.data} />}
    </Stack>
  )
}
