/** Where `g` and a letter lead, and what the palette offers: the pages of a tenant. */
export const places = [
  { letter: 'o', name: 'Overview', to: '/tenants/$tenantId' },
  { letter: 'f', name: 'Findings', to: '/tenants/$tenantId/findings' },
  { letter: 'r', name: 'Runs', to: '/tenants/$tenantId/runs' },
  { letter: 'p', name: 'Projects', to: '/tenants/$tenantId/projects' },
  { letter: 's', name: 'Suppressions', to: '/tenants/$tenantId/suppressions' },
  { letter: 'm', name: 'Members', to: '/tenants/$tenantId/members' },
  { letter: 'k', name: 'API keys', to: '/tenants/$tenantId/api-keys' },
  { letter: 'a', name: 'Audit', to: '/tenants/$tenantId/audit' },
  { letter: 't', name: 'Settings', to: '/tenants/$tenantId/settings' },
  { letter: 'l', name: 'Plan', to: '/tenants/$tenantId/plan' },
  { letter: 'd', name: 'Data', to: '/tenants/$tenantId/data' },
  { letter: 'n', name: 'Notifications', to: '/tenants/$tenantId/notifications' },
  { letter: 'u', name: 'Profile', to: '/tenants/$tenantId/profile' },
] as const

export type Place = (typeof places)[number]

/** Two keys that belong together come within this time, in milliseconds. */
const patience = 1500

/** Remembers a `g`, and says which place the next letter means. */
export function sequence(): (key: string, at: number) => Place | undefined {
  let begun = Number.NEGATIVE_INFINITY
  return (key, at) => {
    const place = at - begun <= patience ? places.find((one) => one.letter === key) : undefined
    begun = key === 'g' && !place ? at : Number.NEGATIVE_INFINITY
    return place
  }
}
