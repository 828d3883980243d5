import type { TrustPlatform, TrustRuleRequest } from '../../api/types'

/** One claim that a form asks for. */
export type ClaimField = { claim: string; label: string; hint: string; required?: boolean; start?: string }

type Platform = {
  name: string
  /** Whose tokens they are; empty when everybody has another one. */
  issuer: string
  issuerHint: string
  /** Fixed when the platform leaves no choice. */
  audience?: string
  pullRequests: boolean
  claims: readonly ClaimField[]
}

const ref: ClaimField = {
  claim: 'ref',
  label: 'Ref',
  hint: 'For example refs/heads/main, or refs/heads/* for every branch. Empty: any.',
}

/** What tokens of each CI system say, and what a rule needs to say of them. */
export const trustPlatforms: Record<TrustPlatform, Platform> = {
  github: {
    name: 'GitHub Actions',
    issuer: 'https://token.actions.githubusercontent.com',
    issuerHint: 'That of GitHub; another one for GitHub Enterprise Server.',
    pullRequests: true,
    claims: [
      {
        claim: 'repository',
        label: 'Repository',
        hint: 'Owner and name, for example octo-org/shop.',
        required: true,
      },
      { ...ref, start: 'refs/heads/main' },
      { claim: 'environment', label: 'Environment', hint: 'Of the deployment. Empty: any, or none.' },
      {
        claim: 'job_workflow_ref',
        label: 'Workflow',
        hint: 'For example octo-org/shop/.github/workflows/scan.yml@refs/heads/main. Empty: any.',
      },
    ],
  },
  gitlab: {
    name: 'GitLab CI',
    issuer: 'https://gitlab.com',
    issuerHint: 'The address of your GitLab.',
    pullRequests: true,
    claims: [
      {
        claim: 'project_path',
        label: 'Project',
        hint: 'Group and name, for example octo/shop.',
        required: true,
      },
      {
        claim: 'ref',
        label: 'Branch or tag',
        hint: 'For example main, or release/*. Empty: any.',
        start: 'main',
      },
      { claim: 'environment', label: 'Environment', hint: 'Of the deployment. Empty: any, or none.' },
    ],
  },
  'azure-devops': {
    name: 'Azure DevOps',
    issuer: '',
    issuerHint:
      'https://vstoken.dev.azure.com/ and the id of the organisation, as the service connection shows it.',
    audience: 'api://AzureADTokenExchange',
    pullRequests: false,
    claims: [
      {
        claim: 'sub',
        label: 'Subject',
        hint: 'The service connection: sc://organisation/project/connection.',
        required: true,
      },
    ],
  },
  generic: {
    name: 'Another issuer',
    issuer: '',
    issuerHint: 'The iss of its tokens, an https address.',
    pullRequests: false,
    claims: [{ claim: 'sub', label: 'Subject', hint: 'The sub of its tokens, exactly.', required: true }],
  },
}

/** What somebody typed. */
export type RuleFields = {
  platform: TrustPlatform
  name: string
  issuer: string
  audience: string
  claims: Record<string, string>
  pullRequests: boolean
}

export const startOf = (platform: TrustPlatform, origin: string, name: string): RuleFields => ({
  platform,
  name,
  issuer: trustPlatforms[platform].issuer,
  audience: trustPlatforms[platform].audience ?? origin,
  claims: Object.fromEntries(trustPlatforms[platform].claims.map(({ claim, start }) => [claim, start ?? ''])),
  pullRequests: false,
})

/** What is missing, by field; nothing when it can be sent. */
export function missingIn(fields: RuleFields): Record<string, string> {
  const missing: Record<string, string> = {}
  if (!fields.name.trim()) missing.name = 'Give the rule a name.'
  if (!/^https:\/\/\S+$/.test(fields.issuer.trim()))
    missing.issuer = 'An https address, as it stands in the tokens.'
  if (!fields.audience.trim()) missing.audience = 'What the tokens are asked for.'
  for (const { claim, required, label } of trustPlatforms[fields.platform].claims) {
    const value = fields.claims[claim]?.trim() ?? ''
    if (required && !value) missing[claim] = `Say which ${label.toLowerCase()} you mean.`
    else if (required && value.includes('*')) missing[claim] = 'Exactly one: a star would trust others, too.'
  }
  return missing
}

export const requestOf = (fields: RuleFields): TrustRuleRequest => ({
  name: fields.name.trim(),
  platform: fields.platform,
  issuer: fields.issuer.trim(),
  audience: fields.audience.trim(),
  claims: Object.fromEntries(
    Object.entries(fields.claims)
      .map(([claim, value]) => [claim, value.trim()])
      .filter(([, value]) => value),
  ),
  pullRequests: fields.pullRequests,
})
