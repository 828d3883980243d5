// @vitest-environment node
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { describe, expect, test } from 'vitest'
import config from '../vite.config.ts'
import { bundleSecrets, secretsIn } from './bundle-secrets.ts'

const repository = path.resolve(fileURLToPath(new URL('../..', import.meta.url)))

describe('A bundle that gives something away is recognised', () => {
  test.each([
    `"sobs_1aB2cD3e_${'a'.repeat(49)}"`,
    `"sobi_${'b'.repeat(43)}"`,
    '-----BEGIN RSA PRIVATE KEY-----',
    `secret:"Abc8Q~${'x'.repeat(34)}"`,
    'AKIA' + 'Q3EGTESTFAKE7EXA',
    `ghp_${'c'.repeat(36)}`,
    `sk_${'live'}_${'d'.repeat(24)}`,
    'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2ln',
    'postgresql://api:x@db/secureobs',
    `//# sourceMappingURL=${repository}/web/src/main.tsx`,
  ])('%s', (text) => expect(secretsIn(`var x=${text};`, {})).not.toEqual([]))

  test('by what the build machine keeps secret', () => {
    expect(secretsIn('var x="canary-of-ci-1234"', { NPM_TOKEN: 'canary-of-ci-1234' })).toEqual([
      "the environment's NPM_TOKEN",
    ])
  })
})

test('A name of a secret is no secret', () =>
  expect(secretsIn('const a={CLIENT_SECRET:"client_secret",key:"sobs_…"}', {})).toEqual([]))

test('Every build of the dashboard looks for it', () =>
  expect(JSON.stringify(config.plugins)).toContain('"bundle-secrets"'))

test('The build stops at it', async () => {
  const planted = `globalThis.planted = "sobs_1aB2cD3e_${'a'.repeat(49)}"`
  const plant = {
    name: 'plant',
    resolveId: (id: string) => (id === 'planted' ? id : null),
    load: (id: string) => (id === 'planted' ? planted : null),
  }
  const building = build({
    configFile: false,
    logLevel: 'silent',
    plugins: [plant, bundleSecrets()],
    build: {
      outDir: path.join(repository, 'artifacts/planted-bundle'),
      rolldownOptions: { input: 'planted' },
    },
  })
  await expect(building).rejects.toThrow('a SecureObs key')
})
