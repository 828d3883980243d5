import type { Facets } from '../../../../api/types'
import { severities } from '../../../../components/severity/severity'
import { SeverityTile } from '../../../../components/severity/severity-tile'
import { type Filters, statusesOf } from '../../filters'
import { statusMark, statusWords } from '../../statuses'
import { ageOf, ages } from './ages'
import type { FacetItem } from './facet'

type Value = { value: string; findings: number }

const countOf = (values: readonly Value[] | null | undefined, value: string) =>
  values?.find((one) => one.value === value)?.findings ?? 0

/** Values that findings have, and before them those that are chosen though nothing has them. */
export function valueItems(
  values: readonly Value[] | null | undefined,
  chosen: readonly string[] = [],
): FacetItem[] {
  const missing = chosen.filter((value) => !values?.some((one) => one.value === value))
  return [...missing.map((value) => ({ value, findings: 0 })), ...(values ?? [])].map((one) => ({
    ...one,
    label: one.value,
    chosen: chosen.includes(one.value),
  }))
}

export const severityItems = (facets: Facets | undefined, filters: Filters): FacetItem[] =>
  severities
    .map(({ severity, name }) => ({
      value: severity,
      label: name,
      findings: countOf(facets?.severity, severity),
      chosen: filters.severity?.includes(severity) ?? false,
      mark: <SeverityTile severity={severity} />,
    }))
    .filter((one) => one.value !== 'UNKNOWN' || one.findings > 0 || one.chosen)

export function statusItems(facets: Facets | undefined, filters: Filters): FacetItem[] {
  const shown = statusesOf(filters)
  return Object.entries(statusWords).map(([status, label]) => ({
    value: status,
    label,
    findings: countOf(facets?.status, status),
    chosen: shown.length === 0 || shown.some((one) => one === status),
    mark: <span aria-hidden="true">{statusMark(status)}</span>,
  }))
}

export function projectItems(
  facets: Facets | undefined,
  filters: Filters,
  nameOf: (id: string) => string | undefined,
): FacetItem[] {
  const known = (facets?.project ?? []).map(({ id, name, findings }) => ({
    value: id,
    label: name,
    findings,
    chosen: id === filters.projectId,
  }))
  const { projectId } = filters
  if (!projectId || known.some((one) => one.value === projectId)) return known
  return [{ value: projectId, label: nameOf(projectId) ?? projectId, findings: 0, chosen: true }, ...known]
}

export function ageItems(values: readonly Value[] | null | undefined, filters: Filters): FacetItem[] {
  const chosen = ageOf(filters)
  return ages.map(({ age, label }) => ({
    value: age,
    label,
    findings: countOf(values, age),
    chosen: age === chosen,
  }))
}
