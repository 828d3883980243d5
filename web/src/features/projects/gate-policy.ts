import type { GatePolicy, Project } from '../../api/types'

export const gatePolicies: { policy: GatePolicy; sentence: string; hint: string }[] = [
  {
    policy: 'critical',
    sentence: 'Block when a critical finding is open',
    hint: 'High findings are shown, and do not stop a pipeline.',
  },
  {
    policy: 'critical-and-high',
    sentence: 'Block when a critical or high finding is open',
    hint: 'What most teams want for code that is deployed.',
  },
  {
    policy: 'never',
    sentence: 'Never block',
    hint: 'Findings are collected; every pipeline passes.',
  },
]

const short: Record<GatePolicy, string> = {
  critical: 'Blocks on critical',
  'critical-and-high': 'Blocks on critical and high',
  never: 'Never blocks',
}

export const policyWords = (policy: GatePolicy) => short[policy]

/** What decides in a project; a policy of its own is more than three words can say. */
export const gateWords = ({ gatePolicy, ownGatePolicy }: Pick<Project, 'gatePolicy' | 'ownGatePolicy'>) =>
  ownGatePolicy === null ? policyWords(gatePolicy) : `Own policy, version ${ownGatePolicy}`
