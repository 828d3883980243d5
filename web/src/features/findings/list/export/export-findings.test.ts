import { expect, test } from 'vitest'
import { fileNameOf } from './export-findings'

test('A file has the name that the API gave it, or a plain one', () => {
  expect(fileNameOf('attachment; filename=secureobs-findings-20261123.csv', 'csv')).toBe(
    'secureobs-findings-20261123.csv',
  )
  expect(fileNameOf('attachment; filename="../../x"', 'sarif')).toBe('secureobs-findings.sarif')
  expect(fileNameOf(null, 'openvex')).toBe('secureobs-findings.openvex.json')
})
