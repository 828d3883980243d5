import { Link } from '@tanstack/react-router'
import type { AttackPath } from '../../../api/types'
import { plural } from '../../../components/formats'
import { SeverityTile } from '../../../components/severity/severity-tile'
import { AssetIcon, EvidenceBadge, KindIcon } from '../badges'
import shared from '../infrastructure.module.css'
import { assetWords, partsOf, typeWords } from '../words'
import classes from './paths.module.css'
import { Score, ScoreLine } from './score'

export function PathRow({ path }: { path: AttackPath }) {
  const [entry, target] = [partsOf(path.entry), partsOf(path.target)]
  const between = path.hops.slice(0, -1).map((hop) => partsOf(hop.targetAddress))
  return (
    <li className={classes.path} data-path-row>
      <Score score={path.score} />
      <div className={classes.pathText}>
        <Link
          from="/tenants/$tenantId/projects/$projectId/infrastructure"
          to="."
          search={(now) => ({ ...now, path: path.id })}
          className={classes.pathLink}
        >
          <KindIcon kind="entry" /> {entry.name}
          <span aria-hidden="true" className={classes.arrow}>
            →
          </span>
          <span className="so-hidden"> to </span>
          <AssetIcon asset={path.asset} /> {target.name}
        </Link>
      </div>
      <div className={classes.pathFacts}>
        {path.isNew && <span className={shared.new}>New</span>}
        <EvidenceBadge evidence={path.evidence} />
        <span>{plural(path.hops.length, 'hop')}</span>
        {path.alike > 1 && (
          <span title="The same over other instances of count or for_each">×{path.alike} alike</span>
        )}
        <span className={shared.pathFindings}>
          {path.worst && <SeverityTile severity={path.worst} />}
          {path.findings === 0 ? 'no findings' : plural(path.findings, 'finding')}
        </span>
      </div>
      <span className={classes.pathKind}>
        {assetWords[path.asset]}
        {target.type && <> in {typeWords(target.type)}</>}
        {between.length > 0 && (
          <> · through {between.map(({ type, name }) => `${typeWords(type)} ${name}`).join(', ')}</>
        )}
      </span>
      <ScoreLine parts={path.parts} />
    </li>
  )
}
