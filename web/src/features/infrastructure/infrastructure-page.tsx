import { SegmentedControl } from '@mantine/core'
import type { Analysis } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { AnalysisBar } from './analysis-bar'
import { Changes } from './changes'
import { Explore } from './explore/explore'
import { Exposures } from './exposures'
import classes from './infrastructure.module.css'
import { NoAnalysis } from './no-analysis'
import { NodeTable } from './nodes/node-table'
import { ChosenPath } from './paths/chosen-path'
import { PathOverview } from './paths/path-overview'
import { useAnalyses, useAnalysis, useView } from './use-infrastructure'
import type { Tab } from './view'

export function InfrastructurePage() {
  const { view } = useView()
  const analyses = useAnalyses()
  if (analyses.error)
    return (
      <ProblemPanel
        error={analyses.error}
        what="The analyses could not be loaded."
        retry={() => void analyses.refetch()}
      />
    )
  if (!analyses.data) return <SkeletonRows rows={6} height={64} />
  const known = analyses.data.pages.flatMap((page) => page.items)
  const id = view.analysis ?? known[0]?.id
  if (!id) return <NoAnalysis />
  return (
    <AnalysisView
      key={id}
      id={id}
      known={known}
      more={analyses.hasNextPage ? () => void analyses.fetchNextPage() : undefined}
    />
  )
}

type Props = { id: string; known: Analysis[]; more: (() => void) | undefined }

function AnalysisView({ id, known, more }: Props) {
  const { view, change } = useView()
  const detail = useAnalysis(id)
  if (detail.error)
    return (
      <ProblemPanel
        error={detail.error}
        what="The analysis could not be loaded."
        retry={() => void detail.refetch()}
      />
    )
  if (!detail.data) return <SkeletonRows rows={6} height={64} />
  return (
    <div className={classes.page}>
      <AnalysisBar detail={detail.data} known={known} more={more} />
      <div className={classes.tabs}>
        <SegmentedControl
          aria-label="View"
          value={view.tab ?? 'paths'}
          data={[
            { value: 'paths', label: 'Attack paths' },
            { value: 'explore', label: 'Explore' },
            { value: 'table', label: 'Table' },
            { value: 'changes', label: 'Changes' },
          ]}
          onChange={(tab) => change({ tab: tab === 'paths' ? undefined : (tab as Tab), node: undefined })}
        />
        <Exposures exposures={detail.data.exposures} />
      </div>
      {!view.tab && !view.path && <PathOverview detail={detail.data} />}
      {!view.tab && view.path && <ChosenPath detail={detail.data} pathId={view.path} />}
      {view.tab === 'explore' && <Explore detail={detail.data} />}
      {view.tab === 'table' && <NodeTable detail={detail.data} />}
      {view.tab === 'changes' && <Changes analysisId={id} />}
    </div>
  )
}
