import createClient from 'openapi-fetch'
import createHooks from 'openapi-react-query'
import { accessToken, signInAgain } from '../features/sign-in/session'
import { problemOf } from './problem'
import type { paths } from './schema'

/** The API, typed by its own description. Every refusal is thrown as a `Problem`. */
export const api = createClient<paths>({
  baseUrl: '/',
  querySerializer: { array: { style: 'form', explode: true } },
})

api.use({
  async onRequest({ request }) {
    request.headers.set('Authorization', `Bearer ${await accessToken()}`)
    return request
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response, response.status === 401 ? signInAgain : null)
  },
})

export const queries = createHooks(api)

/** For `useInfiniteQuery`: the API's lists go on with `after`, until `next` is null. */
export const keyset = {
  pageParamName: 'after',
  initialPageParam: null,
  getNextPageParam: (page: { next?: string | null }) => page.next ?? null,
}
