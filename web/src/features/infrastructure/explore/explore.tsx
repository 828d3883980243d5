import { Button, Text } from '@mantine/core'
import type { AnalysisDetail } from '../../../api/types'
import { plural } from '../../../components/formats'
import { EmptyPanel } from '../../../components/panels/empty-panel'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { mostNodes } from '../canvas/drawing'
import { Drawn } from '../canvas/drawn'
import { useNodes, usePart, useView } from '../use-infrastructure'
import classes from './explore.module.css'
import { Groups } from './groups'
import { Trail } from './trail'

/** The whole, one level of groups at a time; or one resource with what is around it. */
export function Explore({ detail }: { detail: AnalysisDetail }) {
  const { view } = useView()
  const key = `${view.within ?? ''} ${view.around ?? ''}`
  return view.around === undefined ? (
    <Level key={key} detail={detail} within={view.within} />
  ) : (
    <Around key={key} detail={detail} number={view.around} />
  )
}

function Level({ detail, within }: { detail: AnalysisDetail; within: number | undefined }) {
  const analysisId = detail.analysis.id
  const nodes = useNodes(analysisId, { parent: within ?? -1 })
  const items = nodes.data?.pages.flatMap((page) => page.items) ?? []
  const wanted = items.slice(0, mostNodes).map((one) => one.number)
  const part = usePart(analysisId, { node: wanted, alone: true })
  const error = nodes.error ?? part.error
  return (
    <>
      <Trail analysisId={analysisId} within={within} />
      {error && (
        <ProblemPanel
          error={error}
          what="The resources could not be loaded."
          retry={() => void (nodes.error ? nodes.refetch() : part.refetch())}
        />
      )}
      {!error && (nodes.isPending || (wanted.length > 0 && part.isPending)) && (
        <SkeletonRows rows={8} height={56} />
      )}
      {nodes.data && items.length === 0 && (
        <EmptyPanel title="Nothing is inside">It contains no other resource.</EmptyPanel>
      )}
      {items.length > 0 && <Groups items={items.filter((one) => one.children > 0)} />}
      {part.data && (
        <Drawn detail={detail} part={part.data} wanted={wanted} name={`level-${within ?? 'top'}`} />
      )}
      {nodes.hasNextPage && (
        <div className={classes.more}>
          <Text size="sm" c="dimmed">
            The first {plural(items.length, 'resource')} of this level.
          </Text>
          {items.length < mostNodes && (
            <Button
              variant="default"
              size="xs"
              loading={nodes.isFetchingNextPage}
              onClick={() => void nodes.fetchNextPage()}
            >
              Draw more
            </Button>
          )}
        </div>
      )}
    </>
  )
}

function Around({ detail, number }: { detail: AnalysisDetail; number: number }) {
  const part = usePart(detail.analysis.id, { node: [number] })
  return (
    <>
      <Trail analysisId={detail.analysis.id} within={number} around />
      {part.error && (
        <ProblemPanel
          error={part.error}
          what="The resource and its neighbours could not be loaded."
          retry={() => void part.refetch()}
        />
      )}
      {part.isPending && <SkeletonRows rows={8} height={56} />}
      {part.data && <Drawn detail={detail} part={part.data} wanted={[number]} name={`around-${number}`} />}
    </>
  )
}
