import { Table, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { AuditItem } from '../../api/types'
import { ChevronIcon } from '../../components/icons'
import { Moment } from '../../components/time'
import projects from '../projects/projects.module.css'
import classes from './audit.module.css'
import type { Names } from './audit-subject'
import { actionWords, detailLines } from './audit-words'
import { Details } from './details'
import { Subject } from './subject'

type Props = {
  items: AuditItem[]
  names: Names
  dimmed: boolean
  onActor: (actorId: string) => void
  onSubject: (subjectId: string) => void
}

export function AuditTable({ items, names, dimmed, onActor, onSubject }: Props) {
  return (
    <section className={projects.scroller} aria-label="Audit trail">
      <Table
        className={`${projects.table} ${classes.table} ${dimmed ? classes.dimmed : ''}`}
        verticalSpacing={8}
        horizontalSpacing={16}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th>When</Table.Th>
            <Table.Th>Who</Table.Th>
            <Table.Th>What</Table.Th>
            <Table.Th>Object</Table.Th>
            <Table.Th>Chain</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Row key={item.id} item={item} names={names} onActor={onActor} onSubject={onSubject} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

function Row({ item, names, onActor, onSubject }: Omit<Props, 'items' | 'dimmed'> & { item: AuditItem }) {
  const [open, setOpen] = useState(false)
  const lines = detailLines(item).join(' · ')
  return (
    <>
      <Table.Tr>
        <Table.Td>
          <UnstyledButton
            className={classes.expand}
            aria-expanded={open}
            aria-label={`${actionWords(item.action)} in full`}
            onClick={() => setOpen(!open)}
          >
            <ChevronIcon />
          </UnstyledButton>
          <Moment at={item.at} />
        </Table.Td>
        <Table.Td>
          <UnstyledButton
            className={classes.pick}
            title={`Only what ${item.actor} did`}
            onClick={() => onActor(item.actorId)}
          >
            {item.actor}
          </UnstyledButton>
          {(item.actorKind === 'api-key' || item.actorKind === 'workload') && (
            <Text size="sm" c="dimmed">
              {item.actorKind === 'api-key' ? 'API key' : 'Keyless pipeline'}
            </Text>
          )}
        </Table.Td>
        <Table.Td>
          {actionWords(item.action)}
          {lines && (
            <Text size="sm" c="dimmed" truncate title={lines}>
              {lines}
            </Text>
          )}
        </Table.Td>
        <Table.Td>
          <Subject item={item} names={names} onSubject={onSubject} />
        </Table.Td>
        <Table.Td>
          <Text size="sm" c="dimmed">
            {item.sealed ? '✓ Sealed' : '◷ Not yet'}
          </Text>
        </Table.Td>
      </Table.Tr>
      {open && (
        <Table.Tr>
          <Table.Td colSpan={5}>
            <Details item={item} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  )
}
