import { expect, test } from 'vitest'
import {
  columns,
  labelled,
  linePath,
  placeOf,
  scale,
  stackedAreas,
  stackedRects,
  stackOf,
  ticksOf,
  ticksUpTo,
} from './geometry'

test('An axis has round, whole steps up to the greatest value', () => {
  expect(ticksUpTo(9)).toEqual([0, 5, 10])
  expect(ticksUpTo(100)).toEqual([0, 50, 100])
  expect(ticksUpTo(2)).toEqual([0, 1, 2])
  expect(ticksUpTo(4812)).toEqual([0, 2000, 4000, 6000])
})

test('Nothing still has an axis', () => {
  expect(ticksUpTo(0)).toEqual([0, 1])
  expect(ticksOf({ above: 0, below: 0 })).toEqual([0, 1])
})

test('Bars that go both ways have an axis with zero on it', () => {
  expect(ticksOf({ above: 12, below: 3 })).toEqual([-10, 0, 10, 20])
  expect(ticksOf({ above: 0, below: 4 })).toEqual([-4, -2, 0])
})

test('The greatest value is on top and the least at the bottom', () => {
  const y = scale([-10, 0, 10], 100)
  expect([y(10), y(0), y(-10)]).toEqual([0, 50, 100])
})

test('What came is counted above the axis, what went below', () => {
  expect(stackOf([{ value: 3 }, { value: 4 }, { value: 5, below: true }])).toEqual({ above: 7, below: 5 })
})

test('Parts stand on each other, away from the axis', () => {
  const y = scale([-10, 0, 10], 100)
  const rects = stackedRects([{ value: 4 }, { value: 6 }, { value: 2, below: true }], y)
  expect(rects).toEqual([
    { y: 30, height: 20 },
    { y: 0, height: 30 },
    { y: 50, height: 10 },
  ])
})

test('One among thousands can be seen, and none cannot', () => {
  const y = scale([0, 10_000], 100)
  expect(stackedRects([{ value: 1 }, { value: 0 }], y).map((one) => one.height)).toEqual([1, 0])
})

test('Columns fill the width, and bars stay narrow', () => {
  const wide = columns(2, 400)
  expect(wide.map((one) => one.column.x)).toEqual([0, 200])
  expect(wide[0]?.bar).toEqual({ x: 80, width: 40 })
  expect(columns(0, 400)).toEqual([])
})

test('Areas lie on each other, each value as wide as its time', () => {
  const y = scale([0, 10], 10)
  const rows = [
    [1, 2],
    [3, 4],
  ]
  expect(stackedAreas(rows, 100, y)).toEqual([
    'M0 9L50 9L50 7L100 7L100 10L50 10L50 10L0 10Z',
    'M0 7L50 7L50 3L100 3L100 7L50 7L50 9L0 9Z',
  ])
})

test('A line is broken where nothing is known, and goes on behind it', () => {
  expect(linePath([1, 2, null, 3], 30, scale([0, 10], 10))).toBe('M0 9L10 8M30 7')
})

test('A single point stands in the middle', () => {
  expect(placeOf(1, 80)(0)).toBe(40)
})

test('As many labels as there is room for, the last always', () => {
  expect(labelled(5, 1000, 50)).toEqual([0, 1, 2, 3, 4])
  expect(labelled(10, 200, 50)).toEqual([0, 3, 6, 9])
  expect(labelled(0, 200, 50)).toEqual([])
})
