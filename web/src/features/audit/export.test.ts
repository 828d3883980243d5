import { expect, test } from 'vitest'
import { entriesOf, fileNameOf } from './export'

test('A whole export tells how many entries it has', () =>
  expect(entriesOf('{"type":"entry"}\n{"type":"end","entries":12}\n')).toBe(12))

test.each(['', '{"type":"entry","id":1}\n', '{"type":"end","entr'])('%j was cut off', (text) =>
  expect(entriesOf(text)).toBeNull(),
)

test('The file has the name that the API gives it, and no path', () => {
  expect(fileNameOf('attachment; filename=secureobs-audit-20261125-100000.jsonl; filename*=UTF-8')).toBe(
    'secureobs-audit-20261125-100000.jsonl',
  )
  expect(fileNameOf('attachment; filename="../x"')).not.toContain('/')
  expect(fileNameOf(null)).toBe('secureobs-audit.jsonl')
})
