import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../../../api/client'
import { asProblem } from '../../../../api/problem'
import { findingsCount } from './bulk-words'

/** How long a change can be taken back from its notification, in seconds. */
const stays = 15

let latest: (() => void) | null = null

/** Takes back what was changed last, while its notification is there. */
export const undoLatest = () => latest?.()

type Undo = { tenantId: string; changeIds: string[]; words: string; partly: boolean; changed: () => unknown }

/** Tells what was changed, and offers to take all of its parts back. */
export function showUndo({ tenantId, changeIds, words, partly, changed }: Undo) {
  const id = `undo-${changeIds[0] ?? words}`
  const close = () => {
    latest = null
    notifications.hide(id)
  }
  const undo = async () => {
    latest = null
    notifications.update({ id, title: 'Taking it back …', message: words, loading: true, autoClose: false })
    try {
      const { restored, left } = await undoAll(tenantId, changeIds)
      const rest = left ? ` ${findingsCount(left)} changed since, and stayed as they are.` : ''
      notifications.update({
        id,
        title: 'Taken back',
        message: `${findingsCount(restored)} as before.${rest}`,
        loading: false,
        autoClose: 6000,
      })
    } catch (error) {
      notifications.update({
        id,
        title: 'It was not taken back as a whole',
        message: asProblem(error).message,
        color: 'danger',
        loading: false,
        autoClose: false,
      })
    }
    void changed()
  }
  if (changeIds.length > 0) latest = () => void undo()
  notifications.show({
    id,
    title: partly ? 'Stopped; what was done stays' : 'Done',
    message: (
      <UndoMessage words={words} undo={changeIds.length > 0 ? () => void undo() : null} close={close} />
    ),
    autoClose: false,
  })
}

/** The last part first, as each was made on what the one before had left. */
async function undoAll(tenantId: string, changeIds: string[]) {
  let [restored, left] = [0, 0]
  for (const changeId of changeIds.toReversed()) {
    const { data } = await api.POST('/api/tenants/{tenantId}/findings/changes/{changeId}/undo', {
      params: { path: { tenantId, changeId } },
    })
    restored += data?.restored ?? 0
    left += data?.left ?? 0
  }
  return { restored, left }
}

type Props = { words: string; undo: (() => void) | null; close: () => void }

/** Goes by itself after a while, but not while somebody points at it or has the focus in it. */
function UndoMessage({ words, undo, close }: Props) {
  const [held, setHeld] = useState(false)
  const left = useRef(stays)
  const end = useRef(close)
  end.current = close
  useEffect(() => {
    if (held) return
    const timer = setInterval(() => {
      left.current -= 1
      if (left.current <= 0) end.current()
    }, 1000)
    return () => clearInterval(timer)
  }, [held])
  return (
    <Group
      justify="space-between"
      wrap="nowrap"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{words}</span>
      {undo && (
        <Button size="compact-sm" variant="default" onClick={undo} title="Take it back (u)">
          Undo
        </Button>
      )}
    </Group>
  )
}
