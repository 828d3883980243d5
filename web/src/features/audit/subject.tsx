import { ActionIcon, Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AuditItem } from '../../api/types'
import { FilterIcon } from '../../components/icons'
import { useTenantId } from '../tenants/use-tenant'
import classes from './audit.module.css'
import { type Names, placeOf, subjectName } from './audit-subject'

type Props = { item: AuditItem; names: Names; onSubject: (subjectId: string) => void }

export function Subject({ item, names, onSubject }: Props) {
  const tenantId = useTenantId()
  const about = item.subjectId === tenantId ? 'The organisation' : subjectName(item, names)
  return (
    <div className={classes.object}>
      <SubjectLink item={item} name={about} />
      <ActionIcon
        variant="subtle"
        color="gray"
        c="dimmed"
        aria-label={`Only entries about ${about}`}
        title="Only entries about this"
        onClick={() => onSubject(item.subjectId)}
      >
        <FilterIcon />
      </ActionIcon>
    </div>
  )
}

function SubjectLink({ item, name }: { item: AuditItem; name: string }) {
  const tenantId = useTenantId()
  const place = placeOf(item, tenantId)
  if (!place) return <span>{name}</span>
  const link = (props: object) => {
    if (place.page === 'finding')
      return (
        <Link
          to="/tenants/$tenantId/findings/$findingId"
          params={{ tenantId, findingId: place.id }}
          search={{}}
          {...props}
        />
      )
    if (place.page === 'project')
      return (
        <Link
          to="/tenants/$tenantId/projects/$projectId"
          params={{ tenantId, projectId: place.id }}
          {...props}
        />
      )
    return <Link to={`/tenants/$tenantId/${place.page}`} params={{ tenantId }} {...props} />
  }
  return (
    <Anchor underline="always" renderRoot={link}>
      {name}
    </Anchor>
  )
}
