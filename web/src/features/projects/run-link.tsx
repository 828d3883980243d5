import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useProject } from './use-project'

type Props = { runId: string; children: ReactNode; className?: string | undefined; label?: string }

/** To the page of a run of this project; with a class of its own it looks as that says. */
export function RunLink({ runId, children, className, label }: Props) {
  const { tenantId, projectId } = useProject()
  const shared = {
    to: '/tenants/$tenantId/projects/$projectId/runs/$runId',
    params: { tenantId, projectId, runId },
    'aria-label': label,
  } as const
  if (className)
    return (
      <Link {...shared} className={className}>
        {children}
      </Link>
    )
  return (
    <Anchor inherit renderRoot={(props) => <Link {...shared} {...props} />}>
      {children}
    </Anchor>
  )
}
