import { Button, Select, Text } from '@mantine/core'
import type { AnalysisDetail, GraphNode } from '../../../api/types'
import { EmptyPanel } from '../../../components/panels/empty-panel'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { ExposureMark, KindIcon } from '../badges'
import { FindingsLink } from '../findings-link'
import shared from '../infrastructure.module.css'
import { useNodes, useView } from '../use-infrastructure'
import { parseView } from '../view'
import { assetWords, exposures, exposureWords, partsOf, typeWords } from '../words'
import { NodePanel } from './node-panel'
import classes from './nodes.module.css'
import { SearchBox } from './search-box'

/** Everything that the canvas can show, as a table. */
export function NodeTable({ detail }: { detail: AnalysisDetail }) {
  const { view } = useView()
  const { search, type, exposure, within } = view
  const nodes = useNodes(detail.analysis.id, {
    ...(search ? { search } : {}),
    ...(type ? { type } : {}),
    ...(exposure ? { exposure } : {}),
    ...(within === undefined ? {} : { parent: within }),
  })
  const rows = nodes.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <Filters detail={detail} />
      <div className={shared.beside} data-alone={view.node === undefined || undefined}>
        <div>
          {nodes.error && (
            <ProblemPanel
              error={nodes.error}
              what="The resources could not be loaded."
              retry={() => void nodes.refetch()}
            />
          )}
          {nodes.isPending && <SkeletonRows rows={10} />}
          {nodes.data && rows.length === 0 && (
            <EmptyPanel title="No resource fits these filters">Drop a filter to see more.</EmptyPanel>
          )}
          {rows.length > 0 && <Rows rows={rows} stale={nodes.isPlaceholderData} />}
          {nodes.hasNextPage && (
            <Button
              mt="sm"
              variant="default"
              loading={nodes.isFetchingNextPage}
              onClick={() => void nodes.fetchNextPage()}
            >
              Show more resources
            </Button>
          )}
          {rows.length > 0 && (
            <Text size="sm" c="dimmed" mt="xs" role="status">
              {nodes.hasNextPage ? `The first ${rows.length}` : rows.length} listed
            </Text>
          )}
        </div>
        {view.node !== undefined && (
          <NodePanel key={view.node} analysisId={detail.analysis.id} number={view.node} />
        )}
      </div>
    </>
  )
}

function Filters({ detail }: { detail: AnalysisDetail }) {
  const { view, change } = useView()
  return (
    <search className={shared.filters}>
      <SearchBox label="Search in addresses" />
      <Select
        aria-label="Type"
        placeholder="Any type"
        size="xs"
        w={240}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': 'Any type' }}
        data={detail.types.map(({ type, resources }) => ({
          value: type,
          label: `${typeWords(type)} (${resources})`,
        }))}
        value={view.type ?? null}
        onChange={(type) => change({ type: type ?? undefined })}
      />
      <Select
        aria-label="Exposure"
        placeholder="Any exposure"
        size="xs"
        w={148}
        clearable
        clearButtonProps={{ 'aria-label': 'Any exposure' }}
        data={exposures.map((one) => ({ value: one, label: exposureWords[one].name }))}
        value={view.exposure ?? null}
        onChange={(exposure) => change({ exposure: parseView({ exposure }).exposure })}
      />
      {view.within !== undefined && (
        <Button size="xs" variant="default" onClick={() => change({ within: undefined })}>
          Only inside one group: show all
        </Button>
      )}
    </search>
  )
}

function Rows({ rows, stale }: { rows: GraphNode[]; stale: boolean }) {
  const { view, change } = useView()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it, too
    <section className={classes.scroller} aria-label="Resources" tabIndex={0} data-stale={stale || undefined}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Resource</th>
            <th scope="col">Type</th>
            <th scope="col">Exposure</th>
            <th scope="col">Worth</th>
            <th scope="col">Change</th>
            <th scope="col">Findings</th>
            <th scope="col">Inside</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((node) => (
            <tr key={node.number} data-chosen={view.node === node.number || undefined}>
              <th scope="row">
                <button type="button" className={classes.open} onClick={() => change({ node: node.number })}>
                  <KindIcon kind={node.kind} />
                  <span>
                    {partsOf(node.address).name}
                    <span className={classes.module}>{partsOf(node.address).module}</span>
                  </span>
                </button>
              </th>
              <td>{typeWords(node.type)}</td>
              <td>{node.kind !== 'entry' && <ExposureMark exposure={node.exposure} />}</td>
              <td>{assetWords[node.asset]}</td>
              <td>{node.actions.join(', ')}</td>
              <td>
                <FindingsLink node={node} short />
              </td>
              <td>{node.children || ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
