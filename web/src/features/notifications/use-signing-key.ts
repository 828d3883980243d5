import { useState } from 'react'
import { api } from '../../api/client'
import type { ChannelRequest } from '../../api/types'
import { useTenantId } from '../tenants/use-tenant'
import { channelPath, channelsPath, useChannelsChanged } from './use-channels'

/**
 * What hands out a signing key, to whoever keeps it. Not mutations: their results and the address of a hook would stay in the
 * mutation cache.
 */
export function useCreateChannel(onCreated: (signingKey: string | null) => void) {
  const tenantId = useTenantId()
  const changed = useChannelsChanged()
  return useOnce(async (body: ChannelRequest) => {
    const { data } = await api.POST(channelsPath, { params: { path: { tenantId } }, body })
    if (data) onCreated(data.signingKey)
    await changed()
  })
}

export function useRotateKey(onRotated: (signingKey: string) => void) {
  const tenantId = useTenantId()
  return useOnce(async (channelId: string) => {
    const params = { path: { tenantId, channelId } }
    const { data } = await api.POST(`${channelPath}/rotate`, { params })
    if (data) onRotated(data.signingKey)
  })
}

function useOnce<Wish>(act: (wish: Wish) => Promise<void>) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const run = async (wish: Wish) => {
    setBusy(true)
    setError(null)
    try {
      await act(wish)
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, error }
}
