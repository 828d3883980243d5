import { Button, Text, Title } from '@mantine/core'
import type { Comparison } from '../../api/types'
import { plural } from '../../components/formats'
import { EmptyPanel } from '../../components/panels/empty-panel'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { StateBadge } from '../../components/panels/state-badge'
import { Breakable } from './breakable'
import classes from './changes.module.css'
import shared from './infrastructure.module.css'
import { useComparison, usePaths, useView } from './use-infrastructure'
import { partsOf } from './words'

export function Changes({ analysisId }: { analysisId: string }) {
  const comparison = useComparison(analysisId)
  const paths = usePaths(analysisId)
  const known = new Map(
    paths.data?.items.map((one) => [
      [one.entry, ...one.hops.map((hop) => hop.targetAddress)].join(' '),
      one.id,
    ]),
  )
  if (comparison.error)
    return (
      <ProblemPanel
        error={comparison.error}
        what="The comparison could not be loaded."
        retry={() => void comparison.refetch()}
      />
    )
  if (!comparison.data) return <SkeletonRows rows={6} />
  const found = comparison.data
  if (!found.baseId)
    return (
      <EmptyPanel title="Nothing to compare with">
        The default branch has no earlier analysis of this root, so everything here is new.
      </EmptyPanel>
    )
  const changes =
    found.newPathCount + found.closedPathCount + found.addedResourceCount + found.removedResourceCount
  if (changes === 0)
    return (
      <EmptyPanel title="No difference">
        Its resources and attack paths are those of the default branch.
      </EmptyPanel>
    )
  return (
    <div className={classes.changes}>
      <Paths
        title="New attack paths"
        count={found.newPathCount}
        paths={found.newPaths}
        state="fail"
        idOf={(path) => known.get(path.hops.join(' '))}
      />
      <Paths
        title="Closed attack paths"
        count={found.closedPathCount}
        paths={found.closedPaths}
        state="pass"
      />
      <Resources title="New resources" count={found.addedResourceCount} addresses={found.addedResources} />
      <Resources
        title="Removed resources"
        count={found.removedResourceCount}
        addresses={found.removedResources}
      />
    </div>
  )
}

type Summary = Comparison['newPaths'][number]
type PathProps = {
  title: string
  count: number
  paths: Summary[]
  state: 'fail' | 'pass'
  /** Of a path that this analysis lists, so that it can be shown. */
  idOf?: (path: Summary) => string | undefined
}

function Paths({ title, count, paths, state, idOf }: PathProps) {
  const { change } = useView()
  return (
    <section className={panels.card} aria-label={title}>
      <header className={classes.changeHead}>
        <Title order={2}>{title}</Title>
        <StateBadge state={count === 0 ? 'neutral' : state}>{count}</StateBadge>
      </header>
      {paths.map((path) => (
        <details key={path.hops.join(' ')} className={classes.change}>
          <summary>
            {partsOf(path.entry).name} to <strong>{partsOf(path.target).name}</strong>
            <Text span c="dimmed" size="sm">
              {' '}
              {plural(path.hops.length - 1, 'hop')}
            </Text>
          </summary>
          <ol>
            {path.narrative.map((sentence) => (
              <li key={sentence}>
                <Breakable text={sentence} />
              </li>
            ))}
          </ol>
          {idOf?.(path) && (
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => change({ tab: undefined, path: idOf(path) })}
            >
              Show the path
            </Button>
          )}
        </details>
      ))}
      <Rest of={count} shown={paths.length} />
    </section>
  )
}

function Resources({ title, count, addresses }: { title: string; count: number; addresses: string[] }) {
  return (
    <section className={panels.card} aria-label={title}>
      <header className={classes.changeHead}>
        <Title order={2}>{title}</Title>
        <StateBadge state={count === 0 ? 'neutral' : 'open'}>{count}</StateBadge>
      </header>
      {addresses.length > 0 && (
        <ul className={shared.addresses}>
          {addresses.map((address) => (
            <li key={address}>
              <code className="so-code">{address}</code>
            </li>
          ))}
        </ul>
      )}
      <Rest of={count} shown={addresses.length} />
    </section>
  )
}

const Rest = ({ of, shown }: { of: number; shown: number }) =>
  of > shown ? (
    <Text c="dimmed" size="sm" px={14} pb={10}>
      and {of - shown} more
    </Text>
  ) : null
