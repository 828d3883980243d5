import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ApiKey, Project } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { Time } from '../../components/time'
import { expiresAt, expiries } from '../api-keys/expiry'
import { KeyText } from '../api-keys/key-text'
import { type CreatedKey, useCreateKey } from '../api-keys/use-create-key'
import classes from './set-up.module.css'
import { focusStep } from './step'

type Props = {
  project: Project
  /** Those that work for the project. */
  keys: readonly ApiKey[]
  /** Made on this page and not put away yet; the page keeps it in its memory alone. */
  created: CreatedKey | null
  keep: (created: CreatedKey | null) => void
}

export function KeyStep({ project, keys, created, keep }: Props) {
  const [another, setAnother] = useState(false)
  if (created)
    return (
      <Shown
        created={created}
        onStored={() => {
          setAnother(false)
          keep(null)
          focusStep('pipeline')
        }}
      />
    )
  if (keys.length === 0 || another)
    return (
      <KeyForm
        key={project.id}
        project={project}
        onCreated={keep}
        onCancel={another ? () => setAnother(false) : undefined}
      />
    )
  return (
    <>
      <ul className={classes.keys}>
        {keys.slice(0, 3).map((key) => (
          <li key={key.id}>
            <strong>{key.name}</strong> (<code className="so-code">{key.prefix}…</code>),{' '}
            {key.projectId ? 'for this project' : 'for all projects'},{' '}
            {key.lastUsedAt ? (
              <>
                last used <Time at={key.lastUsedAt} />
              </>
            ) : (
              'never used'
            )}
          </li>
        ))}
        {keys.length > 3 && <li>and {keys.length - 3} more</li>}
      </ul>
      <Text c="dimmed">A key is shown once, when it is made. If yours is lost, make another.</Text>
      <Button variant="default" size="xs" onClick={() => setAnother(true)}>
        Create another key
      </Button>
    </>
  )
}

function Shown({ created, onStored }: { created: CreatedKey; onStored: () => void }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('button')?.focus(), [])
  return (
    <>
      <Text>
        This is the only time the key <strong>{created.name}</strong> is shown: leaving or reloading this page
        loses it. Store it as a secret of your pipeline; the next step says where.
      </Text>
      <div ref={box} className={classes.wide}>
        <KeyText value={created.key} />
      </div>
      <Button variant="default" onClick={onStored}>
        I have stored it
      </Button>
    </>
  )
}

type FormProps = {
  project: Project
  onCreated: (created: CreatedKey) => void
  onCancel: (() => void) | undefined
}

function KeyForm({ project, onCreated, onCancel }: FormProps) {
  const [name, setName] = useState(`Pipeline of ${project.name}`.slice(0, 80))
  const [expiry, setExpiry] = useState('90')
  const [missing, setMissing] = useState(false)
  const { create, busy, error } = useCreateKey(onCreated)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!name.trim())
    if (name.trim())
      void create({
        name: name.trim(),
        projectId: project.id,
        expiresAt: expiresAt(expiry),
        mayExport: false,
      })
  }
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <Stack>
        <Text c="dimmed">
          The pipeline signs in with it. It is good for this project alone, and cannot read findings out.
        </Text>
        <TextInput
          label="Name of the key"
          required
          maxLength={80}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={missing && 'Give the key a name.'}
        />
        <Select
          label="Expires after"
          data={[...expiries]}
          value={expiry}
          onChange={(value) => setExpiry(value ?? '90')}
        />
        {error !== null && <ProblemPanel error={error} what="The key was not created." />}
        <Group>
          <Button type="submit" loading={busy}>
            Create key
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
