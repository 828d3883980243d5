import { parsePeriod } from '../../trends/period'

/** The address of a project's overview: how many days its trend goes back; 90 unless said otherwise. */
export const parseProjectOverview = (search: Record<string, unknown>) => parsePeriod(search.days)
