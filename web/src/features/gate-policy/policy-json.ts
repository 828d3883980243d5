import { blocks, evidences, type PolicyDocument, severityWords } from './policy-document'

type Read = { document: PolicyDocument; fault: null } | { document: null; fault: string }

/** A document from text, as far as the form must understand it; what else is in it is for the service to judge. */
export function readPolicy(text: string): Read {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return {
      document: null,
      fault: `This is no JSON: ${error instanceof Error ? error.message : 'it cannot be read'}`,
    }
  }
  const fault = faultOf(value)
  return fault ? { document: null, fault } : { document: value as PolicyDocument, fault: null }
}

export const writePolicy = (document: PolicyDocument) => JSON.stringify(document, null, 2)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTexts = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'string')
const isOneOf = (words: readonly string[], value: unknown) => words.some((word) => word === value)

function faultOf(value: unknown): string | null {
  if (!isObject(value)) return 'A policy is an object: { … }.'
  if (value.format !== 1) return '“format” must be 1.'
  const { requiredScanners, scanners, attackPaths } = value
  if (requiredScanners != null && !isTexts(requiredScanners))
    return '“requiredScanners” must be a list of texts.'
  if (scanners != null && !(isObject(scanners) && Object.values(scanners).every(isObject)))
    return '“scanners” must have an object for each scanner.'
  if (attackPaths != null && !isObject(attackPaths)) return '“attackPaths” must be an object.'
  return (
    rulesFault(value, '') ??
    flagsFault(value, '') ??
    (isObject(attackPaths) ? pathsFault(attackPaths) : null) ??
    scannersFault(scanners)
  )
}

function scannersFault(scanners: unknown): string | null {
  const faults = Object.entries(isObject(scanners) ? scanners : {}).map(([name, policy]) =>
    isObject(policy)
      ? (rulesFault(policy, `scanners.${name}.`) ?? flagsFault(policy, `scanners.${name}.`))
      : null,
  )
  return faults.find((fault) => fault !== null) ?? null
}

function rulesFault({ block, thresholds }: Record<string, unknown>, place: string): string | null {
  if (block != null && !isOneOf(blocks, block)) return `“${place}block” must be one of ${blocks.join(', ')}.`
  if (thresholds == null) return null
  if (!Array.isArray(thresholds) || !thresholds.every(isThreshold))
    return `“${place}thresholds” must be a list of { "severity": …, "moreThan": … }, with a severity of ${severityWords.join(', ')}.`
  return null
}

const isThreshold = (value: unknown) =>
  isObject(value) &&
  isOneOf(severityWords, value.severity) &&
  (value.moreThan === undefined || Number.isInteger(value.moreThan)) &&
  (value.exactly === undefined || typeof value.exactly === 'boolean')

function flagsFault(value: Record<string, unknown>, place: string): string | null {
  const wrong = ['newOnly', 'graceUntilDue', 'acceptSourceIgnores'].find(
    (name) => value[name] != null && typeof value[name] !== 'boolean',
  )
  return wrong ? `“${place}${wrong}” must be true or false.` : null
}

function pathsFault({ to, evidence, alsoKnown }: Record<string, unknown>): string | null {
  if (to != null && !isTexts(to)) return '“attackPaths.to” must be a list of texts.'
  if (evidence != null && !isOneOf(evidences, evidence))
    return `“attackPaths.evidence” must be one of ${evidences.join(', ')}.`
  return alsoKnown != null && typeof alsoKnown !== 'boolean'
    ? '“attackPaths.alsoKnown” must be true or false.'
    : null
}
