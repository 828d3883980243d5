import type { AttackPath, Evidence, Exposure } from '../../api/types'
import { StateBadge } from '../../components/panels/state-badge'
import { exposureShapes, kindShapes } from './canvas/shapes'
import classes from './infrastructure.module.css'
import { evidenceWords, exposureWords, kindWords } from './words'

const evidenceStates = { observed: 'open', inferred: 'neutral', 'unknown-dependent': 'pending' } as const

export const EvidenceBadge = ({ evidence }: { evidence: Evidence }) => (
  <span title={evidenceWords[evidence].means}>
    <StateBadge state={evidenceStates[evidence]}>{evidenceWords[evidence].name}</StateBadge>
  </span>
)

/** The word and the shape carry the meaning, the colour repeats it. */
export const ExposureMark = ({ exposure }: { exposure: Exposure }) => (
  <span className={classes.exposure} data-exposure={exposure} title={exposureWords[exposure].means}>
    <Shape path={exposureShapes[exposure]} />
    {exposureWords[exposure].name}
  </span>
)

export const KindIcon = ({ kind }: { kind: keyof typeof kindShapes }) => (
  <span className={classes.kind} title={kindWords[kind]}>
    <Shape path={kindShapes[kind]} />
  </span>
)

const assetKinds = {
  none: 'other',
  storage: 'store',
  database: 'store',
  secrets: 'store',
  admin: 'identity',
} as const

export const AssetIcon = ({ asset }: { asset: AttackPath['asset'] }) => <KindIcon kind={assetKinds[asset]} />

export const Shape = ({ path }: { path: string }) => (
  <svg viewBox="0 0 16 16" className={classes.shape} aria-hidden="true" focusable="false">
    <path d={path} />
  </svg>
)
