import { expect, test } from 'vitest'
import { answerOf, mayReplay, testWords } from './delivery-words'

test('a test says how long it took, or why it did not arrive', () => {
  expect(testWords({ delivered: true, reason: null, milliseconds: 230 })).toBe('Delivered in 230 ms.')
  expect(testWords({ delivered: false, reason: 'it answered 404', milliseconds: 1200 })).toBe(
    'Not delivered, after 1.2 s: it answered 404.',
  )
})

test('the reason says more than the status', () => {
  expect(answerOf({ lastStatus: 500, lastReason: 'it answered 500' })).toBe('It answered 500')
  expect(answerOf({ lastStatus: 204, lastReason: null })).toBe('Answered 204')
  expect(answerOf({ lastStatus: null, lastReason: null })).toBeNull()
})

test('what waits is not sent again', () => {
  expect(mayReplay({ state: 'waiting' })).toBe(false)
  expect(mayReplay({ state: 'delivered' })).toBe(true)
  expect(mayReplay({ state: 'given-up' })).toBe(true)
})
