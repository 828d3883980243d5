import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { apiKeysPath, useApiKeys } from '../api-keys/use-api-keys'
import { useProjects } from '../projects/use-projects'
import { projectOf, stepStates } from './steps'
import { useFirstRun } from './use-first-run'

/** What is there of a project that is being set up, and how far that is. */
export function useSetUp(tenantId: string, chosen: string | undefined) {
  const projects = useProjects(tenantId)
  // The only one of those that are known need not be the only one.
  const project = chosen || projects.complete ? projectOf(projects.items, chosen) : null
  const projectId = project?.id ?? null
  const { keys, items } = useApiKeys(tenantId, projectId)
  const working = items.filter((key) => key.state === 'active')
  const runs = useFirstRun(tenantId, projectId, working.length > 0)
  const run = (runs.data?.items.length ?? 0) > 0
  const states = stepStates({ project: project !== null, key: working.length > 0, run })
  const client = useQueryClient()
  // The run came with a key, which says now when it was used.
  useEffect(() => {
    if (run) void client.invalidateQueries({ queryKey: ['get', apiKeysPath] })
  }, [run, client])
  const isPending = working.length === 0 && (keys.isPending || keys.hasNextPage)
  const retry = () => void keys.refetch()
  return { projects, project, runs, states, keys: { working, error: keys.error, isPending, retry } }
}
