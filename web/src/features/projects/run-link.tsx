import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useProject } from './use-project'

type Props = { runId: string; children: ReactNode; className?: string | undefined; label?: string }

/** To the page of a run of this project. */
export function RunLink({ runId, children, className, label }: Props) {
  const { tenantId, projectId } = useProject()
  return (
    <Link
      to={`/tenants/${tenantId}/projects/${projectId}/runs/${runId}` as string}
      className={className}
      aria-label={label}
    >
      {children}
    </Link>
  )
}
