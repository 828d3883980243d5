import { Button, Select, Text } from '@mantine/core'
import type { Analysis, AnalysisDetail } from '../../api/types'
import { plural } from '../../components/formats'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import classes from './infrastructure.module.css'
import { useView } from './use-infrastructure'

type Props = { detail: AnalysisDetail; known: Analysis[]; more: (() => void) | undefined }

/** Which analysis is looked at, what it was made of, and how much of it is exposed. */
export function AnalysisBar({ detail, known, more }: Props) {
  const { change } = useView()
  const { analysis } = detail
  const options = known.some((one) => one.id === analysis.id) ? known : [analysis, ...known]
  const open = (id: string | null) =>
    change({
      analysis: id && id !== known[0]?.id ? id : undefined,
      node: undefined,
      within: undefined,
      around: undefined,
      edge: undefined,
    })
  return (
    <section className={classes.bar} aria-label="Analysis">
      <Select
        aria-label="Analysis"
        data={options.map((one) => ({ value: one.id, label: nameOf(one) }))}
        value={analysis.id}
        onChange={open}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        w={320}
      />
      {more && (
        <Button variant="subtle" onClick={more}>
          Older ones
        </Button>
      )}
      <StateBadge state={analysis.isStatic ? 'warn' : 'open'}>
        {analysis.isStatic ? 'Static: read from HCL' : 'From a plan'}
      </StateBadge>
      <Text c="dimmed" size="sm" component="span">
        {plural(analysis.resources, 'resource')}, {plural(analysis.edges, 'relation')} ·{' '}
        <Time at={analysis.createdAt} />
      </Text>
      {detail.warnings.length > 0 && <Warnings warnings={detail.warnings} />}
    </section>
  )
}

/** "main at 3f9c2a1b, root 0190…, 2026-11-23" */
function nameOf(one: Analysis) {
  const where = one.branch ?? one.pipelineRunId
  const commit = one.commit ? ` at ${one.commit.slice(0, 8)}` : ''
  const root = one.root ? `, root ${one.root.slice(0, 8)}` : ''
  return `${where}${commit}${root} · ${one.createdAt.slice(0, 16).replace('T', ' ')}${one.isStatic ? ' · static' : ''}`
}

function Warnings({ warnings }: { warnings: string[] }) {
  return (
    <details className={classes.warnings}>
      <summary>
        {warnings.length === 1 ? '1 thing could not be told' : `${warnings.length} things could not be told`}
      </summary>
      <Text size="sm" component="ul" m={0} ps={20}>
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </Text>
    </details>
  )
}
