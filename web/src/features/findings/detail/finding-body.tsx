import type { RefObject } from 'react'
import type { FindingDetail } from '../../../api/types'
import classes from './finding.module.css'
import { FindingCare } from './finding-care'
import { FindingComments } from './finding-comments'
import { FindingEvidence } from './finding-evidence'
import { FindingFacts } from './finding-facts'
import { FindingHistory } from './finding-history'
import { StatusPanel } from './status-panel'
import { useStatusChange } from './use-status-change'

type Props = {
  finding: FindingDetail
  panelRef: RefObject<HTMLElement | null>
  next: (() => void) | null
}

/** On a narrow screen what is decided comes before what was. */
export function FindingBody({ finding, panelRef, next }: Props) {
  const status = useStatusChange(finding)
  return (
    <div className={classes.columns}>
      <FindingEvidence finding={finding} />
      <aside className={classes.side} aria-label="Triage and facts">
        <StatusPanel finding={finding} status={status} panelRef={panelRef} next={next} />
        <FindingCare finding={finding} />
        <FindingFacts finding={finding} />
      </aside>
      <div className={classes.below}>
        <FindingHistory finding={finding} status={status} />
        <FindingComments findingId={finding.id} />
      </div>
    </div>
  )
}
