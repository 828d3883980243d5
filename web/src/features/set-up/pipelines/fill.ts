/** What a pipeline must know. The key is not among it: it is a secret of the pipeline, known there by its name. */
export type Place = { origin: string; tenantId: string; projectId: string }

/** The name of the secret, wherever pipelines keep theirs. */
export const secretName = 'SECUREOBS_API_KEY'

/** Puts values where a text of `integrations/` has its inputs. One that nobody gives is a fault of ours. */
export function fill(text: string, input: RegExp, values: Record<string, string>): string {
  return text.replace(input, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`Nobody gives ${name}.`)
    return value
  })
}

/** Comments about inputs and parameters mean nothing to somebody who has none. */
export const withoutComments = (text: string) => text.replace(/^ *(?:#|\/\/) .*\n/gm, '')

/** The part of a text that begins with one word and ends before another one. */
export function between(text: string, first: string, last?: string): string {
  const begin = text.indexOf(first)
  const end = last === undefined ? text.length : text.indexOf(last, begin)
  if (begin < 0 || end < 0)
    throw new Error(`There is no ${JSON.stringify(first)} to ${JSON.stringify(last)}.`)
  return text.slice(begin, end)
}

/** The image that a text of `integrations/` names when nobody chooses another. */
export const imageIn = (text: string) => /secureobs\/scanner:[\w.-]+/.exec(text)?.[0] ?? ''

export const apiUrl = ({ origin }: Place) => `${origin}/api`
