import { type Period, parsePeriod } from '../trends/period'

/** The address of the overview: all projects and 90 days unless said otherwise. */
export type OverviewSearch = { projectId?: string; days?: Period }

export function parseOverview(search: Record<string, unknown>): OverviewSearch {
  const projectId = [search.projectId].flat()[0]
  return {
    ...(typeof projectId === 'string' && projectId ? { projectId } : {}),
    ...parsePeriod(search.days),
  }
}
