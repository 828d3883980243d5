import '@xyflow/react/dist/base.css'
import { Loader } from '@mantine/core'
import {
  Background,
  Controls,
  MiniMap,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'
import { plural } from '../../../components/formats'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import type { View } from '../view'
import { arrange } from './arrange'
import classes from './canvas.module.css'
import type { Drawing, DrawnNode } from './drawing'
import { ExportMenu } from './export-menu'
import { type CardNode, flowEdges, flowNodes } from './flow'
import { emptyLayout, type Layout } from './layout'
import { nodeTypes } from './resource-card'
import { Arrowheads, edgeTypes } from './routed-edge'
import { firstViewport } from './viewport'

type Props = { drawing: Drawing; view: View; name: string; onChoose: (node: DrawnNode) => void }

export function Canvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Arranged {...props} />
    </ReactFlowProvider>
  )
}

const spoken = {
  'node.a11yDescription.default': 'Press Enter or Space for its details.',
  'controls.ariaLabel': 'Zoom',
  'minimap.ariaLabel': 'Overview of the drawing',
}

/** From so many boxes on an overview helps more than it hides. */
const largeDrawing = 40

function Arranged({ drawing, view, name, onChoose }: Props) {
  const [layout, setLayout] = useState<Layout>(emptyLayout)
  const [error, setError] = useState<unknown>(null)
  // Only what came anew is arranged, so it must not run again for the layout that it makes itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    let current = true
    arrange(drawing, layout).then(
      (made) => current && setLayout(made),
      (failed: unknown) => current && setError(failed),
    )
    return () => {
      current = false
    }
  }, [drawing])
  const nodes = useMemo(() => flowNodes(drawing, layout, view), [drawing, layout, view])
  const edges = useMemo(() => flowEdges(drawing, layout, view), [drawing, layout, view])
  const choose = (id: string) => {
    const chosen = drawing.nodes.find((one) => one.id === id)
    if (chosen) onChoose(chosen)
  }
  if (error)
    return <ProblemPanel error={error} what="The drawing could not be arranged. The table has the same." />
  return (
    <section className={classes.canvas} aria-label="Drawing">
      <a href="#after-drawing" className={classes.skip}>
        Skip the drawing
      </a>
      <Arrowheads />
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={(changes) => {
          for (const one of changes) if (one.type === 'select' && one.selected) choose(one.id)
        }}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        elevateNodesOnSelect={false}
        deleteKeyCode={null}
        minZoom={0.15}
        maxZoom={2}
        ariaLabelConfig={spoken}
      >
        <Background gap={20} size={1} />
        <Controls showInteractive={false} />
        {nodes.length > largeDrawing && (
          <MiniMap<CardNode> pannable zoomable nodeClassName={(node) => classes[node.data.look] ?? ''} />
        )}
        <Panel position="top-right">
          <ExportMenu drawing={drawing} layout={layout} name={name} />
        </Panel>
        <Camera drawing={drawing} layout={layout} edge={view.edge} />
      </ReactFlow>
      <p className={classes.status} role="status">
        {nodes.length === 0 ? (
          <>
            <Loader size="xs" /> Arranging {plural(drawing.nodes.length, 'resource')}
          </>
        ) : (
          <span className="so-hidden">{plural(drawing.nodes.length, 'resource')} drawn</span>
        )}
      </p>
      <span id="after-drawing" tabIndex={-1} />
    </section>
  )
}

type CameraProps = { drawing: Drawing; layout: Layout; edge: number | undefined }

/** Begins at the entry, as near as the whole can be read, and goes to the hop that is chosen. */
function Camera({ drawing, layout, edge }: CameraProps) {
  const flow = useReactFlow()
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const ready = layout.boxes.size > 0 && width > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first layout; later ones must not move the view
  useEffect(() => {
    if (ready) void flow.setViewport(firstViewport(drawing, layout, { width, height }))
  }, [ready])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view moves when a hop is chosen, not when more is drawn
  useEffect(() => {
    const hop = drawing.edges.find((one) => one.edge.number === edge)
    if (!ready || !hop) return
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    void flow.fitView({
      nodes: [{ id: hop.source }, { id: hop.target }],
      maxZoom: 1,
      padding: 0.25,
      duration: calm ? 0 : 250,
    })
  }, [edge, ready])
  return null
}
