import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import classes from './gate-policy.module.css'
import { JsonView } from './json-view'
import { NewerVersion } from './newer-version'
import { isSame, type PolicyDocument, type PolicyVersion } from './policy-document'
import { PolicyForm } from './policy-form'
import { PolicyPreview } from './policy-preview'
import { QuickChoice, simpleOf } from './quick-choice'
import { SaveDialog } from './save-dialog'

type Props = { current: PolicyVersion }

/** A draft of the next version: made from one that is known, and never saved over one that is not. */
export function PolicyEditor({ current }: Props) {
  const [base, setBase] = useState(current)
  const [draft, setDraft] = useState(current.document)
  const [own, setOwn] = useState(simpleOf(current.document) === null)
  const [view, setView] = useState<'form' | 'json'>('form')
  const [fault, setFault] = useState<string | null>(null)
  const [reviewing, { open, close }] = useDisclosure()
  const changed = !isSame(draft, base.document)
  const start = (version: PolicyVersion) => {
    setBase(version)
    setDraft(version.document)
    setOwn(simpleOf(version.document) === null)
    setFault(null)
  }
  const newer = current.version !== base.version
  // Nobody's work is lost: the draft says nothing of its own.
  if (newer && !changed) start(current)
  const change = (document: PolicyDocument) => {
    setDraft(document)
    setFault(null)
  }
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {current.version === 0
          ? 'One of the three simple policies is in force, as version 0.'
          : `Version ${current.version} is in force. Earlier versions stay with the verdicts that they decided.`}
      </Text>
      {newer && changed && (
        <NewerVersion
          current={current}
          base={base}
          onTake={() => start(current)}
          onKeep={() => setBase(current)}
        />
      )}
      <QuickChoice
        draft={draft}
        own={own}
        onOwn={() => setOwn(true)}
        onChoose={(document) => {
          change(document)
          setOwn(false)
          setView('form')
        }}
      />
      {own && (
        <div className={classes.rules}>
          <Group justify="space-between" mb="sm">
            <Text fw={600}>Rules</Text>
            <SegmentedControl
              aria-label="How the rules are shown"
              size="xs"
              value={view}
              disabled={fault !== null}
              data={[
                { value: 'form', label: 'Form' },
                { value: 'json', label: 'JSON' },
              ]}
              onChange={(value) => setView(value === 'json' ? 'json' : 'form')}
            />
          </Group>
          {view === 'form' ? (
            <PolicyForm draft={draft} onChange={change} />
          ) : (
            <JsonView draft={draft} fault={fault} onChange={change} onFault={setFault} />
          )}
        </div>
      )}
      <PolicyPreview draft={draft} changed={changed} unreadable={fault !== null} beside={own}>
        <Button disabled={!changed || fault !== null || newer} onClick={open}>
          Review and save
        </Button>
        {changed && (
          <Button variant="default" onClick={() => start(current)}>
            Undo changes
          </Button>
        )}
      </PolicyPreview>
      <SaveDialog
        opened={reviewing}
        base={base}
        draft={draft}
        onClose={close}
        onSaved={(version) => {
          start(version)
          close()
          notifications.show({
            title: `Version ${version.version} is in force`,
            message: 'The gate decides by it from the next question on.',
          })
        }}
      />
    </Stack>
  )
}
