import type { Drawing } from './drawing'

/** Resources and relations as the API names them; those that are folded are listed by their numbers. */
export const jsonOf = ({ nodes, edges }: Drawing) =>
  `${JSON.stringify(
    {
      nodes: nodes.map(({ node, numbers, onPath }) => ({ ...node, numbers, onPath })),
      edges: edges.map(({ edge, onPath }) => ({ ...edge, onPath })),
    },
    null,
    2,
  )}\n`
