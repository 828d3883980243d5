/** The values of an address, read one by one; undefined for what is not there or makes no sense. */
const first = (value: unknown) => [value].flat()[0]

export function readText(value: unknown): string | undefined {
  const text = first(value)
  return typeof text === 'string' && text.trim() ? text : undefined
}

export const readTexts = (value: unknown): string[] => [
  ...new Set([value].flat().filter((one): one is string => typeof one === 'string' && one.trim() !== '')),
]

export const readWord = <Word extends string>(value: unknown, words: readonly Word[]): Word | undefined =>
  words.find((word) => word === first(value))

export function readBoolean(value: unknown): boolean | undefined {
  const text = String(first(value))
  return text === 'true' ? true : text === 'false' ? false : undefined
}

export function readNumber(value: unknown, most: number): number | undefined {
  const text = first(value)
  if ((typeof text !== 'string' && typeof text !== 'number') || text === '') return undefined
  const number = Number(text)
  return Number.isInteger(number) && number >= 0 && number <= most ? number : undefined
}

/** A moment as the API takes it; days are said as such, too. */
export function readMoment(value: unknown): string | undefined {
  const text = readText(value)
  return text && /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
}
