export type Box = { x: number; y: number; width: number; height: number }
export type Stack = { above: number; below: number }

/** Steps of 1, 2 or 5 times a power of ten, whole ones: findings are counted. */
export function ticksUpTo(most: number, wanted = 3): number[] {
  if (most <= 0) return [0, 1]
  const rough = most / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough) ?? 10
  const step = Math.max(1, factor * power)
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step)
}

/** The axis of bars that go both ways: round numbers on each side, as far as each side goes. */
export function ticksOf({ above, below }: Stack): number[] {
  const step = ticksUpTo(Math.max(above, below), below > 0 ? 2 : 3)[1] ?? 1
  const side = (most: number) =>
    Array.from({ length: Math.ceil(most / step) }, (_, index) => (index + 1) * step)
  const up = above > 0 || below === 0 ? side(Math.max(above, 1)) : []
  return [
    ...side(below)
      .map((one) => -one)
      .reverse(),
    0,
    ...up,
  ]
}

/** A value's place on an axis that ends at the outermost ticks; the greatest is on top. */
export function scale(ticks: number[], height: number): (value: number) => number {
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1]
  return (value) => (high === low ? height : ((high - value) / (high - low)) * height)
}

export const stackOf = (parts: readonly { value: number; below?: boolean }[]): Stack => ({
  above: sum(parts.filter((one) => !one.below).map((one) => one.value)),
  below: sum(parts.filter((one) => one.below).map((one) => one.value)),
})

/** The column of each of `count` things, and of its bar within, which never gets wider than a thumb. */
export function columns(count: number, width: number): { column: Box; bar: { x: number; width: number } }[] {
  const each = count > 0 ? width / count : width
  const bar = Math.max(1, Math.min(40, each * 0.72))
  return Array.from({ length: count }, (_, index) => ({
    column: { x: index * each, y: 0, width: each, height: 0 },
    bar: { x: index * each + (each - bar) / 2, width: bar },
  }))
}

/** From the axis outwards, in the order given; a value of one is at least a hair high. */
export function stackedRects(
  parts: readonly { value: number; below?: boolean }[],
  y: (value: number) => number,
): { y: number; height: number }[] {
  let [up, down] = [0, 0]
  return parts.map(({ value, below }) => {
    const from = below ? -down : up
    if (below) down += value
    else up += value
    const to = below ? -down : up
    const [top, bottom] = [Math.min(y(from), y(to)), Math.max(y(from), y(to))]
    const height = value > 0 ? Math.max(1, bottom - top) : 0
    return { y: below ? top : bottom - height, height }
  })
}

/** Closed outlines in steps, one for each series, the first lowest; `rows` has the values of each moment, which lasts to the next. */
export function stackedAreas(
  rows: readonly (readonly number[])[],
  width: number,
  y: (value: number) => number,
): string[] {
  const series = rows[0]?.length ?? 0
  const each = width / Math.max(1, rows.length)
  const steps = (upTo: number) =>
    rows.flatMap((row, at) => {
      const level = y(sum(row.slice(0, upTo)))
      return [point(at * each, level), point((at + 1) * each, level)]
    })
  return Array.from(
    { length: series },
    (_, index) => `M${[...steps(index + 1), ...steps(index).reverse()].join('L')}Z`,
  )
}

/** A line that is broken where nothing is known. */
export function linePath(
  values: readonly (number | null)[],
  width: number,
  y: (value: number) => number,
): string {
  const x = placeOf(values.length, width)
  return values
    .map((value, at) =>
      value === null ? '' : `${(values[at - 1] ?? null) === null ? 'M' : 'L'}${point(x(at), y(value))}`,
    )
    .join('')
}

/** First at the left edge, last at the right; a single one in the middle. */
export const placeOf = (count: number, width: number) => (index: number) =>
  count < 2 ? width / 2 : (index / (count - 1)) * width

/** Which of `count` labels have room: evenly spaced ones, the last always. */
export function labelled(count: number, width: number, labelWidth: number): number[] {
  if (count === 0) return []
  const room = Math.max(1, Math.floor(width / labelWidth))
  const every = Math.max(1, Math.ceil(count / room))
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => count - 1 - index * every).reverse()
}

const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0)
const point = (x: number, y: number) => `${round(x)} ${round(y)}`
const round = (value: number) => Math.round(value * 10) / 10
