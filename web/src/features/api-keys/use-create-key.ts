import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client'
import { useTenantId } from '../tenants/use-tenant'
import { apiKeysPath } from './use-api-keys'

export type CreatedKey = { name: string; key: string; projectId: string | null }

type Wish = { name: string; projectId: string | null; expiresAt: string | null; mayExport: boolean }

/** Makes a key and hands it to whoever keeps it. Not a mutation: its result would stay in the mutation cache. */
export function useCreateKey(onCreated: (created: CreatedKey) => void) {
  const tenantId = useTenantId()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const create = async (wish: Wish) => {
    setBusy(true)
    setError(null)
    try {
      const { data } = await api.POST(apiKeysPath, { params: { path: { tenantId } }, body: wish })
      if (data) onCreated({ name: data.name, key: data.key, projectId: wish.projectId })
      await client.invalidateQueries({ queryKey: ['get', apiKeysPath] })
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return { create, busy, error }
}
