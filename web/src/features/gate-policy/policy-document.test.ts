import { expect, test } from 'vitest'
import { having, isSame, overriding, type PolicyDocument } from './policy-document'
import { readPolicy } from './policy-json'

test('Setting a member keeps all others, also those that the form does not know', () => {
  const document = { format: 1, newOnly: true, weekends: 'off' } as PolicyDocument
  expect(having(document, { block: 'critical' })).toEqual({
    format: 1,
    newOnly: true,
    weekends: 'off',
    block: 'critical',
  })
  expect(having(document, { newOnly: false })).toEqual({ format: 1, weekends: 'off' })
})

test('For a scanner, no is an answer, and nothing is none', () => {
  expect(overriding({ newOnly: true }, { newOnly: false })).toEqual({ newOnly: false })
  expect(overriding({ newOnly: true }, { newOnly: null })).toEqual({})
})

test('Documents are compared by what they say', () => {
  expect(isSame({ format: 1, block: null, newOnly: false }, { newOnly: false, format: 1 })).toBe(true)
  expect(isSame({ format: 1, thresholds: [{ severity: 'LOW' }] }, { format: 1 })).toBe(false)
})

test('Text that is no policy is refused in words, an unknown member is kept', () => {
  expect(readPolicy('{').fault).toMatch(/no JSON/)
  expect(readPolicy('[]').fault).toBe('A policy is an object: { … }.')
  expect(readPolicy('{"format":1,"thresholds":[{"severity":"BAD"}]}').fault).toMatch(/thresholds/)
  expect(readPolicy('{"format":1,"scanners":{"bandit":{"newOnly":"yes"}}}').fault).toMatch(
    /scanners\.bandit\.newOnly/,
  )
  expect(readPolicy('{"format":1,"weekends":"off"}').document).toEqual({ format: 1, weekends: 'off' })
})
