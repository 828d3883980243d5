import { Breadcrumbs } from '@mantine/core'
import shared from '../infrastructure.module.css'
import { usePart, useView } from '../use-infrastructure'
import { partsOf } from '../words'
import classes from './explore.module.css'

type Props = { analysisId: string; within: number | undefined; around?: boolean }

/** Where this is: what contains it, the outermost first. */
export function Trail({ analysisId, within, around = false }: Props) {
  const { change } = useView()
  const part = usePart(analysisId, { node: within === undefined ? [] : [within], alone: true })
  const byNumber = new Map(part.data?.nodes.map((node) => [node.number, node]))
  const steps = []
  for (
    let at = within === undefined ? undefined : byNumber.get(within);
    at;
    at = byNumber.get(at.parent ?? -1)
  )
    steps.unshift(at)
  if (within === undefined) return null
  return (
    <nav aria-label="Groups around this one" className={classes.trail}>
      <Breadcrumbs separator="›">
        <button
          type="button"
          className={shared.textLink}
          onClick={() => change({ within: undefined, around: undefined, node: undefined })}
        >
          Everything
        </button>
        {steps.map((node, at) =>
          at === steps.length - 1 ? (
            <strong key={node.number} aria-current="page">
              {partsOf(node.address).name}
              {around && ' and its neighbours'}
            </strong>
          ) : (
            <button
              key={node.number}
              type="button"
              className={shared.textLink}
              onClick={() => change({ within: node.number, around: undefined, node: undefined })}
            >
              {partsOf(node.address).name}
            </button>
          ),
        )}
      </Breadcrumbs>
    </nav>
  )
}
