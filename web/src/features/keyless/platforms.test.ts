import { expect, test } from 'vitest'
import { missingIn, requestOf, startOf } from './platforms'

const origin = 'https://secureobs.example'

test('a rule for GitHub needs a repository and begins with main', () => {
  const fields = startOf('github', origin, 'Builds')
  expect(missingIn(fields)).toEqual({ repository: 'Say which repository you mean.' })
  expect(missingIn({ ...fields, claims: { ...fields.claims, repository: 'octo-org/*' } })).toHaveProperty(
    'repository',
  )

  const whole = { ...fields, claims: { ...fields.claims, repository: ' octo-org/shop ' } }
  expect(missingIn(whole)).toEqual({})
  expect(requestOf(whole)).toEqual({
    name: 'Builds',
    platform: 'github',
    issuer: 'https://token.actions.githubusercontent.com',
    audience: origin,
    claims: { repository: 'octo-org/shop', ref: 'refs/heads/main' },
    pullRequests: false,
  })
})

test('an issuer is named where everybody has another one, by an https address', () => {
  const fields = startOf('azure-devops', origin, 'Builds')
  expect(fields.audience).toBe('api://AzureADTokenExchange')
  expect(missingIn(fields)).toHaveProperty('issuer')
  expect(missingIn({ ...fields, issuer: 'http://x' })).toHaveProperty('issuer')
  expect(
    missingIn({ ...fields, issuer: 'https://vstoken.dev.azure.com/1', claims: { sub: 'sc://a/b/c' } }),
  ).toEqual({})
})
