import { listed } from '../../components/formats'

type Reason = { rule: string; text: string; count: number }
type Scanner = { scanner: string; status: string | null }

const counted =
  /^(?<count>\d+ (?:new )?)findings? of severity (?<severity>[A-Z]+)(?<worse> or worse)?: (?:none is allowed|at most (?<limit>\d+) are allowed)$/
const paths = /^(\d+ (?:new )?attack paths?): none is allowed/
const ofScanner = /^scanners\.(.+)\.(?:block|thresholds\[\d+\])$/

/**
 * A verdict in one sentence, as the command and the pull request have it: src/SecureObs.Gate/GateHeadline.cs agrees with this,
 * and tests/SecureObs.Cli.Tests/Gate/headlines.json says so to both.
 */
export function headlineOf(blocked: boolean, reasons: readonly Reason[], scanners: readonly Scanner[]): string {
  if (blocked) {
    const [first] = reasons
    return first ? `Blocked: ${short(first)}${more(reasons.length - 1)}` : 'Blocked'
  }
  if (scanners.length === 0) return 'Incomplete: no scanner reported'
  const unclear = failureOf(scanners)
  return unclear ? `Incomplete: ${unclear}` : 'Passed'
}

/** The scanners that found nothing out: those that failed, and those that did not even begin. */
export function failureOf(scanners: readonly Scanner[]): string | null {
  const named = (status: string) =>
    listed([...new Set(scanners.filter((one) => one.status === status).map((one) => one.scanner))])
  const [failed, skipped] = [named('failed'), named('skipped')]
  const parts = [failed && `${failed} failed`, skipped && `${skipped} did not run`].filter(Boolean)
  return parts.join(', and ') || null
}

/** What a rule says, apart: "2 new high or worse" and the limit of 0. */
export function partsOf(reason: Reason): { actual: string; limit: string | null } {
  const match = counted.exec(reason.text)?.groups
  if (match) {
    const from = ofScanner.exec(reason.rule)?.[1]
    const actual = `${match.count}${match.severity?.toLowerCase()}${match.worse ?? ''}`
    return { actual: from ? `${actual} from ${from}` : actual, limit: match.limit ?? '0' }
  }
  const found = paths.exec(reason.text)?.[1]
  return found ? { actual: found, limit: '0' } : { actual: reason.text.split(': ')[0] ?? '', limit: null }
}

function short(reason: Reason): string {
  const { actual, limit } = partsOf(reason)
  return limit === null ? actual : `${actual}, limit ${limit}`
}

function more(count: number): string {
  if (count < 1) return ''
  return count === 1 ? '; 1 more rule blocks' : `; ${count} more rules block`
}
