import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { Section, Sections } from '../../components/sections'
import { RoleNeeded } from '../members/role-needed'
import { isOwner, useTenant } from '../tenants/use-tenant'
import { ArchiveSection } from './archive-section'
import { DeletionSection } from './deletion-section'
import { RetentionSection } from './retention-section'

/** What happens to the data of an organisation: how long they are kept, how one takes them along, how they end. */
export function DataPage() {
  const tenant = useTenant()
  return (
    <>
      <PageHeader title="Data" subtitle={`What ${tenant.name} has, and what becomes of it`} />
      <div className={panels.body}>
        {isOwner(tenant) ? (
          <OwnersData />
        ) : (
          <RoleNeeded title="Owners decide about the data" missing="owner" instead="do it for you" />
        )}
      </div>
    </>
  )
}

function OwnersData() {
  const tenant = useTenant()
  return (
    <Sections
      label="Sections about the data"
      entries={[
        { id: 'retention', title: 'Retention' },
        { id: 'archive', title: 'Archive' },
        { id: 'deletion', title: 'Deletion' },
      ]}
    >
      <Section
        id="retention"
        title="Retention"
        description="How long findings, runs and the audit trail are kept once nobody needs them any more."
      >
        <RetentionSection />
      </Section>
      <Section
        id="archive"
        title="Archive"
        description="Everything that is here, as one file of open formats: to keep, to look through, or to move to another installation."
      >
        <ArchiveSection />
      </Section>
      <Section
        id="deletion"
        title="Deletion"
        description={`For when ${tenant.name} needs SecureObs no more.`}
      >
        <DeletionSection />
      </Section>
    </Sections>
  )
}
