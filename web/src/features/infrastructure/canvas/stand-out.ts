import type { GraphNode, Severity } from '../../../api/types'
import { severities } from '../../../components/severity/severity'
import type { View } from '../view'

export type Filters = Pick<View, 'search' | 'type' | 'exposure' | 'severity'>

export const isFiltered = ({ search, type, exposure, severity }: Filters) =>
  Boolean(search || type || exposure || severity)

/** Whether a resource fits what was asked for; others fade, nothing moves. */
export function standsOut(node: GraphNode, { search, type, exposure, severity }: Filters): boolean {
  return (
    (!search || node.address.toLowerCase().includes(search.toLowerCase())) &&
    (!type || node.type === type) &&
    (!exposure || node.exposure === exposure) &&
    (!severity || (node.worst !== null && rank(node.worst) <= rank(severity)))
  )
}

/** 0 is the worst. */
const rank = (severity: Severity) => severities.findIndex((one) => one.severity === severity)
