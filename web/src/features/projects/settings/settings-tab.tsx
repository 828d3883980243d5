import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import panels from '../../../components/panels/panels.module.css'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { Section, Sections } from '../../../components/sections'
import { PolicySection } from '../../gate-policy/policy-section'
import { ScannersForm } from '../../scanners/scanners-form'
import { useScanners } from '../../scanners/use-scanners'
import { mayAdminister, useTenant } from '../../tenants/use-tenant'
import { useProject } from '../use-project'
import { ArchiveSection } from './archive-section'
import { CodeForm } from './code-form'
import { RenameProjectForm } from './rename-project-form'
import { TriageForm } from './triage-form'
import { useProjectSettings } from './use-settings'

// Few open it: the rest of the settings does not wait for it.
const KeylessSection = lazy(() =>
  import('../../keyless/keyless-section').then(({ KeylessSection }) => ({ default: KeylessSection })),
)

export function SettingsTab() {
  const tenant = useTenant()
  const { projectId, query } = useProject()
  const project = query.data
  const readOnly = !mayAdminister(tenant)
  const archivable = !readOnly && project && !project.archivedAt
  if (!project) return null
  return (
    <Sections
      label="Sections of the settings"
      entries={[
        !readOnly && { id: 'general', title: 'General' },
        { id: 'code', title: 'Code' },
        { id: 'triage', title: 'Triage' },
        { id: 'scanners', title: 'Scanners' },
        { id: 'gate', title: 'Gate' },
        !readOnly && { id: 'keys', title: 'API keys' },
        archivable && { id: 'keyless', title: 'Keyless pipelines' },
        archivable && { id: 'archive', title: 'Archive' },
      ].filter((one) => one !== undefined)}
    >
      {readOnly && (
        <Text className={panels.card} p="sm">
          You can see these settings. An admin or owner of {tenant.name} can change them; you are a member.
        </Text>
      )}
      {!readOnly && (
        <Section id="general" title="General">
          <RenameProjectForm key={project.name} current={project.name} />
        </Section>
      )}
      <DecidedSections readOnly={readOnly} />
      <Section id="scanners" title="Scanners">
        <ScannersOfProject readOnly={readOnly} />
      </Section>
      <PolicySection project={project} />
      {!readOnly && (
        <Section
          id="keys"
          title="API keys"
          description="A pipeline signs in with a key: one of this project alone, or one of all projects."
        >
          <Anchor
            underline="always"
            renderRoot={(props) => (
              <Link
                to="/tenants/$tenantId/api-keys"
                params={{ tenantId: tenant.id }}
                search={{ projectId }}
                {...props}
              />
            )}
          >
            API keys of this project
          </Anchor>
        </Section>
      )}
      {archivable && (
        <Section
          id="keyless"
          title="Keyless pipelines"
          description="A pipeline that has no key proves by its CI system's token where it comes from, and gets in for one run."
        >
          <Suspense fallback={<SkeletonRows rows={2} height={44} />}>
            <KeylessSection />
          </Suspense>
        </Section>
      )}
      {archivable && (
        <Section
          id="archive"
          title="Archive"
          description="For a project that is scanned no more. Everything stays readable, and it can be restored."
        >
          <ArchiveSection project={project} />
        </Section>
      )}
    </Sections>
  )
}

function DecidedSections({ readOnly }: { readOnly: boolean }) {
  const settings = useProjectSettings()
  const current = settings.data
  const body = (form: React.ReactNode) => {
    if (settings.error)
      return (
        <ProblemPanel
          error={settings.error}
          what="The settings could not be loaded."
          retry={() => void settings.refetch()}
        />
      )
    return current ? form : <SkeletonRows rows={2} height={56} />
  }
  const key = JSON.stringify(current)
  return (
    <>
      <Section id="code" title="Code">
        {body(current && <CodeForm key={key} current={current} readOnly={readOnly} />)}
      </Section>
      <Section id="triage" title="Triage" description="Who decides about findings, and by when they are due.">
        {body(current && <TriageForm key={key} current={current} readOnly={readOnly} />)}
      </Section>
    </>
  )
}

function ScannersOfProject({ readOnly }: { readOnly: boolean }) {
  const { tenantId, projectId } = useProject()
  const scanners = useScanners(tenantId, projectId)
  if (scanners.error)
    return (
      <ProblemPanel
        error={scanners.error}
        what="The scanners could not be loaded."
        retry={() => void scanners.refetch()}
      />
    )
  if (!scanners.data) return <SkeletonRows rows={5} height={44} />
  return (
    <ScannersForm
      key={JSON.stringify(scanners.data.items)}
      current={scanners.data.items}
      readOnly={readOnly}
    />
  )
}
