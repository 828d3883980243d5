import { Button, Group } from '@mantine/core'
import type { GraphNode } from '../../../api/types'
import { useView } from '../use-infrastructure'

type Props = { node: GraphNode; expand: ((number: number) => void) | undefined }

export function NodeActions({ node, expand }: Props) {
  const { view, change } = useView()
  return (
    <Group gap={6}>
      {expand && (
        <Button size="compact-sm" variant="default" onClick={() => expand(node.number)}>
          Add its neighbours
        </Button>
      )}
      {view.around !== node.number && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => change({ tab: 'explore', around: node.number, within: undefined, path: undefined })}
        >
          Draw it with its neighbours
        </Button>
      )}
      {node.children > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            change({
              tab: 'explore',
              within: node.number,
              around: undefined,
              path: undefined,
              node: undefined,
            })
          }
        >
          Look inside ({node.children})
        </Button>
      )}
    </Group>
  )
}
