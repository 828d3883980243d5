import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AnalysisDetail, AttackPath } from '../../../api/types'
import { BackIcon } from '../../../components/icons'
import { EmptyPanel } from '../../../components/panels/empty-panel'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { Drawn } from '../canvas/drawn'
import shared from '../infrastructure.module.css'
import { usePart, usePaths } from '../use-infrastructure'
import { Narrative } from './narrative'
import classes from './told.module.css'

type Props = { detail: AnalysisDetail; pathId: string }

/** One path on the canvas with what is one hop away, and told beside it. */
export function ChosenPath({ detail, pathId }: Props) {
  const paths = usePaths(detail.analysis.id)
  if (paths.error)
    return (
      <ProblemPanel
        error={paths.error}
        what="The attack path could not be loaded."
        retry={() => void paths.refetch()}
      />
    )
  if (!paths.data) return <SkeletonRows rows={8} height={56} />
  const path = paths.data.items.find((one) => one.id === pathId)
  return (
    <>
      <Anchor
        className={classes.back}
        renderRoot={(props) => (
          <Link
            from="/tenants/$tenantId/projects/$projectId/infrastructure"
            to="."
            search={({ analysis, family }) => ({ analysis, family })}
            {...props}
          />
        )}
      >
        <BackIcon /> All attack paths
      </Anchor>
      {path ? (
        <Told key={path.id} detail={detail} path={path} />
      ) : (
        <EmptyPanel title="This analysis does not have that path">
          It may have been closed since, or be in another analysis.
        </EmptyPanel>
      )}
    </>
  )
}

function Told({ detail, path }: { detail: AnalysisDetail; path: AttackPath }) {
  const part = usePart(detail.analysis.id, { path: path.number })
  const told = <Narrative path={path} {...(part.data ? { nodes: part.data.nodes } : {})} />
  if (part.data)
    return (
      <Drawn detail={detail} part={part.data} path={path} name={`path-${path.id.slice(0, 8)}`} aside={told} />
    )
  return (
    <div className={shared.beside}>
      {part.error ? (
        <ProblemPanel
          error={part.error}
          what="The resources of the path could not be loaded."
          retry={() => void part.refetch()}
        />
      ) : (
        <SkeletonRows rows={6} height={64} />
      )}
      {told}
    </div>
  )
}
