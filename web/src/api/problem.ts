export type Remedy = { words: string; act: () => Promise<void> }

/** What the API says when it refuses or fails (RFC 9457), also made for answers that never came. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string | null,
    readonly traceId: string | null,
    /** What the person can do about it on the spot. */
    readonly remedy: Remedy | null = null,
    /** What a program tells refusals apart by, as docs/errors.md lists them. */
    readonly code: string | null = null,
  ) {
    super(detail ? `${title} ${detail}` : title)
    this.name = 'Problem'
  }
}

export async function problemOf(response: Response, remedy: Remedy | null = null): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  const text = (name: string) => {
    const value = body && typeof body === 'object' ? (body as Record<string, unknown>)[name] : null
    return typeof value === 'string' && value ? value : null
  }
  const title = text('title') ?? `The service answered ${response.status}.`
  const code = text('type')?.split('#')[1] || null
  const detail = text('detail') ?? invalidFields(body)
  return new Problem(response.status, title, detail, text('traceId'), remedy, code)
}

/** What is wrong with which field, where the API checked the form of a request. */
function invalidFields(body: unknown): string | null {
  const errors = body && typeof body === 'object' ? Reflect.get(body, 'errors') : null
  if (!errors || typeof errors !== 'object') return null
  const sentences = Object.values(errors)
    .flat()
    .filter((one) => typeof one === 'string')
  return sentences.join(' ') || null
}

/** Any thrown value as a problem that can be shown. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof TypeError)
    return new Problem(0, 'The service could not be reached.', 'Check the connection, then try again.', null)
  return new Problem(0, 'Something went wrong.', error instanceof Error ? error.message : null, null)
}
