import { Text } from '@mantine/core'
import type { FindingDetail } from '../../../api/types'
import { Time } from '../../../components/time'
import { lookUpStatus } from '../statuses'
import { Prose } from './prose'

type Said = NonNullable<FindingDetail['suppression']>

/** Who said that a finding is left alone, why, and until when. */
export function Suppression({ of, waits = false }: { of: Said; waits?: boolean }) {
  const ends = endsOf(of)
  return (
    <div>
      <Text fw={500}>
        {lookUpStatus(of.kind)}
        {waits && ', waits for somebody else’s approval'}
      </Text>
      <Prose text={of.reason} />
      <Text c="dimmed" size="sm">
        {scopeWords[of.scope] && `${scopeWords[of.scope]}${of.pathPattern ? ` ${of.pathPattern}` : ''}. `}
        {of.createdBy}, <Time at={of.createdAt} />
        {of.approvedBy && `, approved by ${of.approvedBy}`}
      </Text>
      <Text c="dimmed" size="sm">
        {of.expiresAt && (
          <>
            Ends <Time at={of.expiresAt} />
            {ends.length > 0 && ', or '}
          </>
        )}
        {ends.length > 0 && `${of.expiresAt ? '' : 'Ends '}when ${ends.join(' or when ')}`}
        {!of.expiresAt && ends.length === 0 && 'No date ends it'}
      </Text>
    </div>
  )
}

const scopeWords: Record<Said['scope'], string> = {
  finding: '',
  path: 'Holds for the path',
  'rule-in-project': 'Holds for its rule in the project',
  rule: 'Holds for its rule in the whole organisation',
}

const endsOf = (said: Said) => [
  ...(said.untilFixed ? ['no scan sees it any more'] : []),
  ...(said.untilChanged ? ['its code or severity changes'] : []),
]
