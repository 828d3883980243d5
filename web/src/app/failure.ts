import { asProblem, Problem } from '../api/problem'

type Failure = { heading: string; happened: string; advice: string; outdated: boolean }

/** What a person needs to know of an error that a page did not expect. */
export function failureOf(error: unknown): Failure {
  if (isOutdated(error))
    return {
      heading: 'There is a newer version',
      happened: 'A part of this page could not be loaded: the service was updated since it was opened.',
      advice: 'Reload to go on with the new version. If that does not help, check the connection.',
      outdated: true,
    }
  const problem = asProblem(error)
  return {
    heading: 'This page has failed',
    happened: error instanceof Problem ? (problem.detail ?? problem.title) : faultOf(error),
    advice:
      'Nothing that was saved is lost. Reload the page; if it fails again, tell whoever runs SecureObs for you.',
    outdated: false,
  }
}

/** Chunks of the version before are gone once the service has another one. Every browser says it otherwise. */
const outdated =
  /dynamically imported module|error loading dynamically|importing a module script|preload css|loading chunk/i

const isOutdated = (error: unknown) => error instanceof Error && outdated.test(error.message)

const faultOf = (error: unknown) =>
  `The dashboard made a mistake${error instanceof Error && error.message ? `: ${error.message}` : '.'}`
