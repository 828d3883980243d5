import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { platforms } from '../set-up-search'
import { pipelines } from './pipelines'

const place = {
  origin: 'https://secureobs.example',
  tenantId: '01990000-0000-7000-8000-0000000000a1',
  projectId: '01990000-0000-7000-8000-0000000000b2',
}

const read = (file: string) => readFileSync(`../${file}`, 'utf8')

/** What customers are told already: everything that a text says must stand there. */
const sources = {
  github: read('integrations/github/action.yml') + read('integrations/github/secureobs.yml'),
  azure: read('integrations/azure-devops/secureobs.yml'),
  gitlab: read('integrations/gitlab/secureobs.yml'),
  jenkins: read('integrations/jenkins/Jenkinsfile'),
  shell: read('README.md') + read('docs/cli.md') + read('integrations/pre-commit/secureobs-pre-push'),
}

const known = Object.values(sources).join('\n') + read('docs/integrations.md')

describe.each(platforms)('The text for %s', (platform) => {
  const { text, secret } = pipelines[platform]
  const made = text(place)

  test('names this very place and leaves nothing to fill in', () => {
    for (const value of [`${place.origin}/api`, place.tenantId, place.projectId])
      expect(made).toContain(value)
    expect(made).not.toMatch(/inputs\.|parameters|[Ii]nputs|<[a-z ]+>|…/)
  })

  test('has the key by its name alone, which says where to store it', () => {
    expect(made).not.toMatch(/sobs_/)
    expect(made).toContain(secret.name)
    expect(made).toContain('SECUREOBS_API_KEY')
  })

  test('runs the commands that customers are told, with their options and variables', () => {
    const commands = made.match(/\b(?:secureobs|run) (?:scan|gate|pr-comment)\b/g) ?? []
    expect(new Set(commands.map((one) => one.split(' ')[1]))).toEqual(
      new Set(['scan', 'gate', ...(/pr-comment/.test(made) ? ['pr-comment'] : [])]),
    )
    const options = made.match(/(?<![\w-])--[a-z][\w-]+/g) ?? []
    const variables = made.match(/\b[A-Z]{2,}(?:_[A-Z]+)+\b/g) ?? []
    expect(options.length).toBeGreaterThan(2)
    const own = new Set(['PIPELINE_RUN_ID'])
    for (const word of [...commands, ...options, ...variables].filter((one) => !own.has(one)))
      expect(known, word).toContain(word)
  })
})

test.each(['github', 'azure', 'gitlab', 'jenkins'] as const)(
  'Every line of the script for %s is one of those in integrations/',
  (platform) => {
    const lines = new Set(sources[platform].split('\n').map((one) => one.trim()))
    const script = pipelines[platform]
      .text(place)
      .split('\n')
      .map((one) => one.trim())
      .filter((one) => /secureobs (?:scan|gate|pr-comment)|^run |docker run|^-e |token|\$@|\{@/.test(one))
    expect(script.length).toBeGreaterThan(2)
    for (const line of script.filter((one) => !one.startsWith('GH_TOKEN:')))
      expect([...lines]).toContain(line)
  },
)

test('The indentation of YAML is even, and has no tab', () => {
  for (const platform of ['github', 'azure', 'gitlab'] as const)
    for (const line of pipelines[platform].text(place).split('\n'))
      expect(line).toMatch(/^(?: {2})*(?:\S.*)?$/)
})
