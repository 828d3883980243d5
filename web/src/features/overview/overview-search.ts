export const periods = [30, 90, 365] as const
export type Period = (typeof periods)[number]

/** The address of the overview: all projects and 90 days unless said otherwise. */
export type OverviewSearch = { projectId?: string; days?: Period }

export const usualPeriod: Period = 90

export function parseOverview(search: Record<string, unknown>): OverviewSearch {
  const projectId = [search.projectId].flat()[0]
  const days = periods.find((one) => String(one) === String(search.days))
  return {
    ...(typeof projectId === 'string' && projectId ? { projectId } : {}),
    ...(days && days !== usualPeriod ? { days } : {}),
  }
}
