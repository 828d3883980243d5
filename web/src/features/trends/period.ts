/** How many days a trend goes back. */
export const periods = [30, 90, 365] as const
export type Period = (typeof periods)[number]

export const usualPeriod: Period = 90

/** What an address asks for; nothing for nonsense, and for the usual period, which no address names. */
export const parsePeriod = (days: unknown): { days?: Period } => {
  const period = periods.find((one) => String(one) === String(days))
  return period && period !== usualPeriod ? { days: period } : {}
}
