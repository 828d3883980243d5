import { Text, Title } from '@mantine/core'
import type { AnalysisDetail } from '../../../api/types'
import { plural } from '../../../components/formats'
import { EmptyPanel } from '../../../components/panels/empty-panel'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { usePaths } from '../use-infrastructure'
import { Chokepoints } from './chokepoints'
import { PathRow } from './path-row'
import classes from './paths.module.css'

/** The ranked ways in, and beside them where one cut closes most of them. */
export function PathOverview({ detail }: { detail: AnalysisDetail }) {
  const paths = usePaths(detail.analysis.id)
  if (paths.error)
    return (
      <ProblemPanel
        error={paths.error}
        what="The attack paths could not be loaded."
        retry={() => void paths.refetch()}
      />
    )
  if (!paths.data) return <SkeletonRows rows={5} height={84} />
  const { items, truncated } = paths.data
  if (items.length === 0)
    return (
      <EmptyPanel title="No attack path was found">
        Nothing in this analysis leads from outside to secrets, databases, storage or administrator rights.
        What it could not tell stands above, and in the table.
      </EmptyPanel>
    )
  return (
    <div className={classes.overview}>
      <section aria-label="Attack paths">
        <div className={classes.listHead}>
          <Title order={2}>{plural(items.length, 'attack path')}</Title>
          <Text c="dimmed" size="sm">
            most plausible first{truncated ? '; there are more than are listed' : ''}
          </Text>
        </div>
        <ol className={classes.paths}>
          {items.map((path) => (
            <PathRow key={path.id} path={path} />
          ))}
        </ol>
      </section>
      <Chokepoints chokepoints={detail.chokepoints} paths={items} />
    </div>
  )
}
