import { Text } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import type { AnalysisDetail, AttackPath, GraphPart } from '../../../api/types'
import { plural } from '../../../components/formats'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import shared from '../infrastructure.module.css'
import { NodePanel } from '../nodes/node-panel'
import { usePartQuery, useView } from '../use-infrastructure'
import { usualFamilies } from '../view'
import { CanvasFilters } from './canvas-filters'
import { drawingOf, merged } from './drawing'
import classes from './drawn.module.css'
import { FoldAgain, type Unfolded, unfoldedOf } from './fold-again'
import { isFiltered, standsOut } from './stand-out'

const Canvas = lazy(() => import('./canvas').then(({ Canvas }) => ({ default: Canvas })))

type Props = {
  detail: AnalysisDetail
  part: GraphPart
  path?: AttackPath
  /** Numbers of nodes that are drawn even when no edge leads to them. */
  wanted?: readonly number[]
  /** Of files that are saved. */
  name: string
  /** What is told beside the canvas while no resource is chosen. */
  aside?: ReactNode
}

const none: readonly number[] = []
const noFolds: readonly Unfolded[] = []

/** A part of the graph on a canvas, with its filters. What draws is loaded only here. */
export function Drawn({ detail, part, path, wanted = none, name, aside }: Props) {
  const { view, change } = useView()
  const partQuery = usePartQuery(detail.analysis.id)
  const [expanded, setExpanded] = useState<readonly number[]>(none)
  const [opened, setOpened] = useState<readonly Unfolded[]>(noFolds)
  const more = useQueries({ queries: expanded.map((number) => partQuery({ node: [number] })) })
  const families = view.family ?? usualFamilies
  const parts = [part, ...more.flatMap((one) => one.data ?? [])]
  const known = parts.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts are as many as there are answers
  const drawing = useMemo(
    () =>
      drawingOf(merged(parts), {
        hops: path?.hops.map((hop) => hop.edge) ?? none,
        families,
        wanted: new Set(wanted),
        expanded: new Set(expanded),
        unfolded: new Set(opened.map((one) => one.id)),
      }),
    [part, known, path, families, wanted, expanded, opened],
  )
  const failed = more.find((one) => one.error)
  const fitting = drawing.nodes.filter((one) => standsOut(one.node, view)).length
  const beside =
    view.node === undefined ? (
      aside
    ) : (
      <NodePanel
        key={view.node}
        analysisId={detail.analysis.id}
        number={view.node}
        expand={(number) => setExpanded((before) => [...new Set([...before, number])])}
      />
    )
  const left = drawing.left + part.hidden
  return (
    <div className={classes.drawn}>
      <CanvasFilters
        types={[...new Set(drawing.nodes.map((one) => one.node.type).filter(Boolean))].sort()}
        families={detail.families}
        fitting={isFiltered(view) ? fitting : null}
      />
      <FoldAgain
        opened={opened}
        fold={(id) => setOpened((before) => before.filter((one) => id !== null && one.id !== id))}
      />
      {failed && <ProblemPanel error={failed.error} what="The neighbours could not be loaded." />}
      <div className={shared.beside} data-alone={!beside || undefined}>
        <Suspense fallback={<SkeletonRows rows={6} height={64} />}>
          <Canvas
            key={families.join()}
            drawing={drawing}
            view={view}
            name={name}
            onChoose={(one) =>
              one.numbers.length > 1
                ? setOpened((before) => [...before, unfoldedOf(one)])
                : change({ node: one.node.number })
            }
          />
        </Suspense>
        {beside}
      </div>
      {left > 0 && (
        <Text size="sm" c="dimmed">
          {plural(left, 'more neighbour')} {left === 1 ? 'is' : 'are'} not drawn; the table has all.
        </Text>
      )}
    </div>
  )
}
