export const reportings = ['reporting', 'silent', 'never-scanned'] as const
export type Reporting = (typeof reportings)[number]

/** The address of the list of projects: those in use, all of them, unless said otherwise. */
export type ProjectsSearch = { archived?: 'true'; reporting?: Reporting }

export function parseProjects(search: Record<string, unknown>): ProjectsSearch {
  if (search.archived === 'true') return { archived: 'true' }
  const reporting = reportings.find((one) => one === search.reporting)
  return reporting ? { reporting } : {}
}

export const reportingWords: Record<Reporting, string> = {
  reporting: 'Reporting',
  silent: 'Silent',
  'never-scanned': 'Never scanned',
}
