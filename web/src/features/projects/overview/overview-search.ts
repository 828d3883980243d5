export const periods = ['30', '90', '365'] as const
export type Period = (typeof periods)[number]

/** The address of a project's overview: how many days its trend goes back; 90 unless said otherwise. */
export function parseProjectOverview(search: Record<string, unknown>): { days?: Period } {
  const days = periods.find((one) => one === search.days)
  return days && days !== '90' ? { days } : {}
}
