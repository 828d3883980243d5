import { expect, test } from 'vitest'
import { places, sequence } from './go-to'

test('g and a letter mean a page, in time', () => {
  const next = sequence()
  expect(next('g', 0)).toBeUndefined()
  expect(next('f', 500)?.name).toBe('Findings')
  expect(next('f', 600)).toBeUndefined()
  next('g', 1000)
  expect(next('p', 4000)).toBeUndefined()
})

test('Another key in between ends it', () => {
  const next = sequence()
  next('g', 0)
  next('x', 100)
  expect(next('f', 200)).toBeUndefined()
})

test('No letter means two pages', () => {
  expect(new Set(places.map((one) => one.letter)).size).toBe(places.length)
})
