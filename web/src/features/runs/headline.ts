import { listed } from '../../components/formats'

type Reason = { rule: string; text: string; count: number }
type Scanner = { scanner: string; status: string | null }

const counted =
  /^(\d+) (new )?findings? of severity ([A-Z]+)( or worse)?: (?:none is allowed|at most (\d+) are allowed)$/
const paths = /^(\d+) (new )?(attack paths?): none is allowed/
const ofScanner = /^scanners\.(.+)\.(?:block|thresholds\[\d+\])$/

/**
 * A verdict in one sentence, as the command and the pull request have it: src/SecureObs.Gate/GateHeadline.cs agrees with this,
 * and tests/SecureObs.Cli.Tests/Gate/headlines.json says so to both.
 */
export function headlineOf(
  blocked: boolean,
  reasons: readonly Reason[],
  scanners: readonly Scanner[],
): string {
  if (blocked) {
    const [first] = reasons
    return first ? `Blocked: ${short(first)}${more(reasons.length - 1)}` : 'Blocked'
  }
  if (scanners.length === 0) return 'Incomplete: no scanner reported'
  const unclear = failureOf(scanners)
  return unclear ? `Incomplete: ${unclear}` : 'Passed'
}

/** The scanners that found nothing out: those that failed, and those that did not even begin or of which nothing came. */
export function failureOf(scanners: readonly Scanner[]): string | null {
  const named = (...statuses: string[]) =>
    listed([
      ...new Set(scanners.filter((one) => statuses.includes(one.status ?? '')).map((one) => one.scanner)),
    ])
  const [failed, skipped] = [named('failed'), named('skipped', 'missing')]
  const parts = [failed && `${failed} failed`, skipped && `${skipped} did not run`].filter(Boolean)
  return parts.join(', and ') || null
}

export type Counted = {
  count: string
  /** "new " when only new findings are counted. */
  fresh: string
  severity: string
  worse: string
  scanner: string | null
  limit: string
}

/** What a rule about findings says, in parts; null for another one. */
export function countedOf(reason: Reason): Counted | null {
  const [, count, fresh, severity, worse, limit] = counted.exec(reason.text) ?? []
  if (!count || !severity) return null
  const scanner = ofScanner.exec(reason.rule)?.[1] ?? null
  return { count, fresh: fresh ?? '', severity, worse: worse ?? '', scanner, limit: limit ?? '0' }
}

/** How many attack paths a rule counts. */
export function pathsOf(reason: Reason): { count: string; fresh: string; noun: string } | null {
  const [, count, fresh, noun] = paths.exec(reason.text) ?? []
  return count && noun ? { count, fresh: fresh ?? '', noun } : null
}

/** "high or worse from bandit" */
export const whichOf = ({ severity, worse, scanner }: Counted) =>
  `${severity.toLowerCase()}${worse}${scanner ? ` from ${scanner}` : ''}`

function short(reason: Reason): string {
  const findings = countedOf(reason)
  if (findings) return `${findings.count} ${findings.fresh}${whichOf(findings)}, limit ${findings.limit}`
  const found = pathsOf(reason)
  return found ? `${found.count} ${found.fresh}${found.noun}, limit 0` : (reason.text.split(': ')[0] ?? '')
}

function more(count: number): string {
  if (count < 1) return ''
  return count === 1 ? '; 1 more rule blocks' : `; ${count} more rules block`
}
