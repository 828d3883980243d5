import type { Run, Severity } from '../../api/types'

type RunRef = { id: string; pipelineRunId: string; openedAt: string }
export type ManifestEntry = {
  scanner: string
  target: string
  status: string
  version: string | null
  rulesDigest: string | null
  findings: number
}
export type Change = { severity: Severity; new: number; known: number; fixed: number }
export type Reason = { rule: string; text: string; count: number; findings: string[] }
export type Blocker = {
  id: string
  title: string
  filePath: string | null
  startLine: number | null
  severity: Severity
  scanner: string
  ruleId: string
  isNew: boolean
}
export type Decision = {
  verdictId: string | null
  decidedAt: string
  blocked: boolean
  policyVersion: number
  reasons: Reason[]
  blockingCount: number
  blocking: Blocker[]
}

/** All of a run's page in one answer. */
export type RunDetail = Run & {
  isDefaultBranch: boolean
  manifest: ManifestEntry[] | null
  base: RunRef | null
  lastGreen: (RunRef & { commit: string | null }) | null
  changes: Change[]
  decision: Decision | null
}
