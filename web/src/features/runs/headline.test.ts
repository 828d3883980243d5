import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { headlineOf } from './headline'

type Case = {
  headline: string
  blocked: boolean
  reasons: { rule: string; text: string; count: number }[]
  scanners: { scanner: string; status: string }[]
}

const file = '../tests/SecureObs.Cli.Tests/Gate/headlines.json'
const cases: Case[] = JSON.parse(readFileSync(file, 'utf8'))

test.each(cases)(
  'The command and the page both say: $headline',
  ({ headline, blocked, reasons, scanners }) => {
    expect(headlineOf(blocked, reasons, scanners)).toBe(headline)
  },
)
