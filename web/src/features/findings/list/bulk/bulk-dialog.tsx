import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Member } from '../../../../api/types'
import { ProblemPanel } from '../../../../components/panels/problem-panel'
import { useTenantId } from '../../../tenants/use-tenant'
import { exactCount } from '../../counts'
import { useFindingsChanged } from '../../use-findings'
import { type Selection, sizeOf } from '../select/selection'
import { AssignField } from './assign-field'
import { actWords, previewWords, resultWords } from './bulk-words'
import type { Intent } from './change'
import { changeOf, type Form, isWhole, startOf } from './form'
import type { Done } from './run-change'
import { SeverityFields } from './severity-fields'
import { SuppressFields } from './suppress-fields'
import { showUndo } from './undo'
import { targetOf, usePreview, useRun } from './use-bulk'

type Props = {
  intent: Intent
  selection: Selection
  members: Member[]
  /** The title of the one finding it is about, if it is one. */
  title: string | undefined
  onClose: () => void
}

/** One change of all that is selected: says first what it would do, and afterwards offers to take it back. */
export default function BulkDialog({ intent, selection, members, title, onClose }: Props) {
  const tenantId = useTenantId()
  const changed = useFindingsChanged()
  const [form, setForm] = useState<Form>(() => startOf(members))
  const [missing, setMissing] = useState(false)
  const [target] = useState(() => targetOf(selection))
  const change = changeOf(intent, form)
  const preview = usePreview(target, change)
  const matched = preview.data?.matched ?? sizeOf(selection)
  const onDone = (done: Done, whole: boolean) => {
    showUndo({
      tenantId,
      changeIds: done.changeIds,
      words: resultWords(intent, done),
      partly: !whole,
      changed,
    })
    if (whole || done.changeIds.length > 0) onClose()
  }
  // It may be refused because others match by now: then the new number is shown, and pressing again means that.
  const work = useRun(onDone, () => void preview.refetch())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!isWhole(intent, form))
    if (change && isWhole(intent, form)) void work.run(target, change, preview.data?.matched)
  }
  return (
    <Modal
      opened
      onClose={work.busy ? () => {} : onClose}
      title={actWords(intent, sizeOf(selection))}
      closeButtonProps={{ 'aria-label': 'Close' }}
      withCloseButton={!work.busy}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {title && (
            <Text size="sm" c="dimmed" lineClamp={2}>
              {title}
            </Text>
          )}
          {intent === 'suppress' && (
            <SuppressFields
              value={form.suppressing}
              set={(suppressing) => setForm({ ...form, suppressing })}
              missing={missing}
            />
          )}
          {intent === 'assign' && (
            <AssignField
              members={members}
              value={form.memberId}
              set={(memberId) => setForm({ ...form, memberId })}
            />
          )}
          {intent === 'severity' && (
            <SeverityFields
              value={form.severity}
              set={(severity) => setForm({ ...form, severity })}
              missing={missing}
            />
          )}
          <Text size="sm" role="status" mih={20}>
            {change && preview.data ? previewWords(preview.data) : preview.isFetching ? 'Counting …' : ''}
          </Text>
          {preview.error && (
            <ProblemPanel
              error={preview.error}
              what="It could not be counted."
              retry={() => void preview.refetch()}
            />
          )}
          {work.error !== null && <ProblemPanel error={work.error} what="It was not changed." />}
          {work.busy && matched !== null && matched > 500 && (
            <div>
              <Progress
                value={(100 * (work.done?.looked ?? 0)) / Math.max(1, matched)}
                aria-label="How far it is"
              />
              <Text size="xs" c="dimmed" mt={4}>
                {`${exactCount(work.done?.looked ?? 0)} of ${exactCount(matched)}`}
              </Text>
            </div>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={work.busy ? work.stop : onClose}>
              {work.busy ? 'Stop' : 'Cancel'}
            </Button>
            <Button
              type="submit"
              loading={work.busy}
              disabled={preview.data?.matched === 0}
              data-autofocus={isPlain(intent) || undefined}
            >
              {actWords(intent, matched)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const isPlain = (intent: Intent) => intent === 'open' || intent === 'in-review' || intent === 'resolved'
