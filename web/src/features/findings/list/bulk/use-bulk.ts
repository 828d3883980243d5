import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api } from '../../../../api/client'
import { useTenantId } from '../../../tenants/use-tenant'
import { filterOf } from '../../filter-query'
import { useFindingsChanged } from '../../use-findings'
import type { Selection } from '../select/selection'
import { type Change, inOutline, type Part, type Send, type Target } from './change'
import { type Done, preview, runChange } from './run-change'

export const targetOf = (selection: Selection): Target =>
  selection.kind === 'picked' ? { ids: [...selection.ids] } : { filter: filterOf(selection.which) }

function useSend(): Send {
  const tenantId = useTenantId()
  return async (part: Part) => {
    const { data } = await api.POST('/api/tenants/{tenantId}/findings/changes', {
      params: { path: { tenantId } },
      body: { dryRun: false, ...part },
    })
    if (!data) throw new Error('There was no answer.')
    return data
  }
}

/** What a change would do, asked before it is done; nothing while the change is not whole. */
export function usePreview(target: Target, change: Change | null) {
  const send = useSend()
  const outline = change && inOutline(change)
  return useQuery({
    queryKey: ['preview of a change', useTenantId(), target, outline],
    queryFn: () => (outline ? preview(send, target, outline) : null),
    enabled: outline !== null,
    staleTime: 0,
    gcTime: 0,
  })
}

type Running = { done: Done | null; error: unknown; busy: boolean }

/** Runs a change, tells how far it is, and can be stopped between two parts. */
export function useRun(onDone: (done: Done, whole: boolean) => void, onRefused: () => void) {
  const send = useSend()
  const changed = useFindingsChanged()
  const [running, setRunning] = useState<Running>({ done: null, error: null, busy: false })
  const stopped = useRef(false)
  const run = async (target: Target, change: Change, expected: number | undefined) => {
    stopped.current = false
    let latest: Done | null = null
    const onPart = (done: Done) => {
      latest = done
      setRunning({ done, error: null, busy: true })
    }
    setRunning({ done: null, error: null, busy: true })
    try {
      const options = { expected, onPart, stopped: () => stopped.current }
      const done = await runChange(send, target, change, options)
      setRunning({ done, error: null, busy: false })
      onDone(done, !stopped.current)
    } catch (error) {
      setRunning({ done: latest, error, busy: false })
      // What was done before it failed stays, and can be taken back.
      if (latest) onDone(latest, false)
      else onRefused()
    }
    void changed()
  }
  const stop = () => {
    stopped.current = true
  }
  return { ...running, run, stop }
}
