import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { api, queries } from '../../../../api/client'
import { asProblem } from '../../../../api/problem'
import type { View } from '../../../../api/types'
import type { Filters } from '../../filters'
import { viewBody } from './view-filters'

const path = '/api/tenants/{tenantId}/views'

export const useViews = (tenantId: string) =>
  queries.useQuery('get', path, { params: { path: { tenantId } } })

/** Keeps views of one's own and those of everybody. */
export function useViewChanges(tenantId: string) {
  const client = useQueryClient()
  const renew = () => client.invalidateQueries({ queryKey: ['get', path] })
  const to = { tenantId }

  const save = async (name: string, filters: Filters, shared: boolean) => {
    const request = { params: { path: to }, body: viewBody(name, filters) }
    const { data } = shared
      ? await api.POST('/api/tenants/{tenantId}/shared-views', request)
      : await api.POST('/api/tenants/{tenantId}/views', request)
    await renew()
    return data?.id
  }
  const replace = async (view: View, body: ReturnType<typeof viewBody>) => {
    const request = { params: { path: { ...to, viewId: view.id } }, body }
    if (view.shared) await api.PUT('/api/tenants/{tenantId}/shared-views/{viewId}', request)
    else await api.PUT('/api/tenants/{tenantId}/views/{viewId}', request)
    await renew()
  }
  const update = async (view: View, filters: Filters) => {
    try {
      await replace(view, viewBody(view.name, filters))
      notifications.show({ title: 'View updated', message: view.name, autoClose: 4000 })
    } catch (error) {
      notifications.show({
        title: 'The view was not updated',
        message: asProblem(error).message,
        color: 'danger',
        autoClose: false,
      })
    }
  }
  const rename = (view: View, name: string) =>
    replace(view, { name, filter: view.filter, sort: view.sort, direction: view.direction } as ReturnType<
      typeof viewBody
    >)
  const remove = async (view: View) => {
    const request = { params: { path: { ...to, viewId: view.id } } }
    if (view.shared) await api.DELETE('/api/tenants/{tenantId}/shared-views/{viewId}', request)
    else await api.DELETE('/api/tenants/{tenantId}/views/{viewId}', request)
    await renew()
  }
  return { save, update, rename, remove }
}
