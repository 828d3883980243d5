import { Autocomplete, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { queries } from '../../api/client'
import { plural } from '../../components/formats'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { useFindingsChanged } from '../findings/use-findings'
import { useKnownRules } from '../suppressions/create/use-known-rules'
import { useTenantId } from '../tenants/use-tenant'
import { previewWords } from './alias-words'

type Props = { opened: boolean; onClose: () => void }

export function AddAliasDialog({ opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title="Add a rule alias"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <AddForm onClose={onClose} />
    </Modal>
  )
}

/** What would merge is looked at first: joined findings are not taken apart again. */
function AddForm({ onClose }: { onClose: () => void }) {
  const tenantId = useTenantId()
  const client = useQueryClient()
  const findings = useFindingsChanged()
  const [alias, setAlias] = useState({ scanner: '', oldRule: '', newRule: '' })
  const [missing, setMissing] = useState(false)
  const known = useKnownRules({ scope: 'rule', projectId: null, scanner: alias.scanner })
  const request = () => ({
    params: { path: { tenantId } },
    body: {
      scanner: alias.scanner.trim(),
      oldRule: alias.oldRule.trim(),
      newRule: alias.newRule.trim(),
    },
  })
  const preview = queries.useMutation('post', '/api/tenants/{tenantId}/rule-aliases/preview')
  const add = queries.useMutation('post', '/api/tenants/{tenantId}/rule-aliases', {
    onSuccess: async ({ joined }) => {
      notifications.show({
        title: 'Added',
        message: `${plural(joined, 'finding was', 'findings were')} joined.`,
      })
      onClose()
      await Promise.all([
        client.invalidateQueries({ queryKey: ['get', '/api/tenants/{tenantId}/rule-aliases'] }),
        findings(),
      ])
    },
  })
  const set = (members: Partial<typeof alias>) => {
    setAlias({ ...alias, ...members })
    preview.reset()
    add.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const whole = Object.values(alias).every((text) => text.trim())
    setMissing(!whole)
    if (!whole) return
    if (preview.data) add.mutate(request())
    else preview.mutate(request())
  }
  const field = (name: keyof typeof alias, label: string, data: string[], description?: string) => (
    <Autocomplete
      label={label}
      {...(description ? { description } : {})}
      required
      maxLength={name === 'scanner' ? 64 : 256}
      data={data}
      value={alias[name]}
      error={missing && !alias[name].trim() && 'Say which.'}
      onChange={(value) => set({ [name]: value })}
      {...(name === 'scanner' ? { 'data-autofocus': true } : {})}
    />
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {field('scanner', 'Scanner', known.scanners)}
        {field('oldRule', 'Was called', known.rules, 'The name that findings have which people worked on.')}
        {field('newRule', 'Is called now', known.rules)}
        {preview.data && (
          <div role="status">
            {previewWords(preview.data).map((sentence) => (
              <Text key={sentence}>{sentence}</Text>
            ))}
            <Text size="sm" c="dimmed" mt={4}>
              Removing the alias later does not take joined findings apart.
            </Text>
          </div>
        )}
        {preview.error && <ProblemPanel error={preview.error} what="This alias cannot be added." />}
        {add.error && <ProblemPanel error={add.error} what="The alias was not added." />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={preview.isPending || add.isPending}>
            {preview.data ? 'Add this alias' : 'See what would merge'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
