import { Chip, Group, Select, Text } from '@mantine/core'
import type { AnalysisDetail } from '../../../api/types'
import { severities } from '../../../components/severity/severity'
import shared from '../infrastructure.module.css'
import { SearchBox } from '../nodes/search-box'
import { useView } from '../use-infrastructure'
import { parseView, usualFamilies } from '../view'
import { families, familyWords, typeWords } from '../words'

type Props = {
  types: string[]
  families: AnalysisDetail['families']
  /** How many of those drawn fit; null without filters. */
  fitting: number | null
}

/** Families choose which edges are drawn; the others let what fits stand out. */
export function CanvasFilters({ types, families: counted, fitting }: Props) {
  const { view, change } = useView()
  const edges = new Map(counted.map((one) => [one.family, one.edges]))
  return (
    <search className={shared.filters}>
      <Chip.Group
        multiple
        value={[...(view.family ?? usualFamilies)]}
        onChange={(chosen) => change({ family: parseView({ family: chosen }).family })}
      >
        <Group gap={4} role="group" aria-label="Relations that are drawn">
          {families.map((family) => (
            <Chip key={family} value={family} size="xs" disabled={!edges.get(family)}>
              {familyWords[family]}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <SearchBox label="Search in what is drawn" />
      <Select
        aria-label="Type"
        placeholder="Any type"
        size="xs"
        w={140}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': 'Any type' }}
        data={types.map((type) => ({ value: type, label: typeWords(type) }))}
        value={view.type && types.includes(view.type) ? view.type : null}
        onChange={(type) => change({ type: type ?? undefined })}
      />
      <Select
        aria-label="Findings"
        placeholder="Any findings"
        size="xs"
        w={130}
        clearable
        clearButtonProps={{ 'aria-label': 'Any findings' }}
        data={severities
          .slice(0, 4)
          .map(({ severity, name }) => ({ value: severity, label: `${name} or worse` }))}
        value={view.severity ?? null}
        onChange={(severity) => change({ severity: parseView({ severity }).severity })}
      />
      <Text size="sm" c="dimmed" role="status">
        {fitting !== null && `${fitting} stand out`}
      </Text>
    </search>
  )
}
