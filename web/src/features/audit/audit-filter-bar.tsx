import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { queries } from '../../api/client'
import { CloseIcon } from '../../components/icons'
import { useTenantId } from '../tenants/use-tenant'
import classes from './audit.module.css'
import { type AuditFilters, chooseAction, chooseReads, isNarrowed, periodOf } from './audit-filters'
import { actionFilterWords, actionOptions } from './audit-words'
import { periods, periodWords, startOfPeriod } from './period'
import { subjectIdOf } from './subject-id'
import type { Option } from './use-audit'

type Props = {
  filters: AuditFilters
  change: (next: AuditFilters) => void
  people: Option[]
  keys: Option[]
  actorName: string | undefined
  subjectName: string | undefined
}

export function AuditFilterBar({ filters, change, people, keys, actorName, subjectName }: Props) {
  const tenantId = useTenantId()
  const known = queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/audit/actions',
    { params: { path: { tenantId } } },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  const actors = [
    { group: 'People', items: people },
    { group: 'API keys', items: keys },
  ]
  const actions = actionOptions(known.data?.items ?? [])
  const set = (name: keyof AuditFilters, value: string | null) =>
    change({ ...filters, [name]: value ?? undefined })
  const lookWords = known.data?.reads ?? []
  return (
    <search className={classes.bar}>
      <SegmentedControl
        aria-label="Which entries"
        size="xs"
        value={filters.reads ? 'all' : 'changes'}
        data={[
          { value: 'changes', label: 'Changes only' },
          { value: 'all', label: 'All' },
        ]}
        onChange={(which) => change(chooseReads(filters, which === 'all', lookWords))}
      />
      <Select
        aria-label="Who"
        placeholder="Everybody"
        size="xs"
        w={176}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Everybody' }}
        data={withChosen(actors, filters.actor, actorName)}
        value={filters.actor ?? null}
        onChange={(value) => set('actor', value)}
      />
      <Select
        aria-label="What"
        placeholder="Everything"
        size="xs"
        w={200}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Everything' }}
        data={withChosen(actions, filters.action, filters.action && actionFilterWords(filters.action))}
        value={filters.action ?? null}
        onChange={(value) => change(chooseAction(filters, value, lookWords))}
      />
      <PeriodFields filters={filters} change={change} />
      <ObjectField filters={filters} change={change} tenantId={tenantId} />
      {filters.subject && (
        <Button
          variant="default"
          size="xs"
          rightSection={<CloseIcon />}
          onClick={() => set('subject', null)}
          aria-label={`Only ${subjectName ?? 'one object'}: drop this filter`}
        >
          Only {subjectName ?? `…${filters.subject.slice(-8)}`}
        </Button>
      )}
      {isNarrowed(filters) && (
        <Button
          variant="subtle"
          size="xs"
          onClick={() => change(filters.reads ? { reads: filters.reads } : {})}
        >
          Drop all
        </Button>
      )}
    </search>
  )
}

type FieldProps = Pick<Props, 'filters' | 'change'>

const custom = 'custom'

/** The last days, or days of one's own. */
function PeriodFields({ filters, change }: FieldProps) {
  const period = periodOf(filters)
  const choose = (value: string | null) => {
    const { from: _, to: __, period: ___, ...rest } = filters
    const chosen = periods.find((one) => one === value)
    if (value === custom) change({ ...rest, from: dayOf(startOfPeriod('week', Date.now())) })
    else if (chosen === periodOf(rest)) change(rest)
    else if (chosen) change({ ...rest, period: chosen })
  }
  const set = (name: 'from' | 'to', value: string | null) =>
    change({ ...filters, [name]: value ?? undefined })
  return (
    <>
      <Select
        aria-label="When"
        size="xs"
        w={140}
        data={[
          ...periods.map((one) => ({ value: one as string, label: periodWords[one] })),
          { value: custom, label: 'From day to day' },
        ]}
        value={period ?? custom}
        onChange={choose}
      />
      {period === null && (
        <>
          <Day label="First day" value={filters.from} onChange={(value) => set('from', value)} />
          <span aria-hidden="true">–</span>
          <Day label="Last day" value={filters.to} onChange={(value) => set('to', value)} />
        </>
      )}
    </>
  )
}

const dayOf = (at: Date | null) => {
  const two = (number: number) => String(number).padStart(2, '0')
  return at ? `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}` : ''
}

function ObjectField({ filters, change, tenantId }: FieldProps & { tenantId: string }) {
  const [text, setText] = useState('')
  const subject = subjectIdOf(text, tenantId)
  if (filters.subject) return null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!subject) return
        setText('')
        change({ ...filters, subject })
      }}
    >
      <TextInput
        aria-label="Object, by its id or link"
        placeholder="Object: id or link, Enter"
        size="xs"
        w={176}
        value={text}
        error={text.trim() !== '' && !subject}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </form>
  )
}

type DayProps = { label: string; value: string | undefined; onChange: (value: string | null) => void }

function Day({ label, value, onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      title={label}
      size="xs"
      w={136}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  )
}

type Groups = { group: string; items: Option[] }[]

/** A value in the address that no list knows must still be seen. */
function withChosen(groups: Groups, chosen: string | undefined, name: string | undefined): Groups {
  if (!chosen || groups.some((group) => group.items.some((one) => one.value === chosen))) return groups
  return [...groups, { group: 'Chosen', items: [{ value: chosen, label: name ?? `…${chosen.slice(-8)}` }] }]
}
