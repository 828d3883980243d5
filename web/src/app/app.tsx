import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Problem } from '../api/problem'
import { router } from './router'

// What shows notifications waits until the page is there: the first one comes later.
const Notifications = lazy(() => import('./shell/notifications'))

/** Somebody has closed the organisation meanwhile: who asks again who they are is told so, and its gate shows it. */
const onError = (error: unknown) => {
  if (error instanceof Problem && error.code === 'tenant-ending')
    void queryClient.invalidateQueries({ queryKey: ['get', '/api/me'] })
}

const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 30 * 60_000,
      retry: (failures, error) => failures < 2 && isTransient(error),
    },
    // Without a connection a change fails at once and is not kept to be sent when nobody expects it any more.
    mutations: { networkMode: 'always' },
  },
})

/** Refusals stay refusals; only silence and overload are worth another try. */
function isTransient(error: unknown): boolean {
  return !(error instanceof Problem) || [0, 429, 502, 503, 504].includes(error.status)
}

export default function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Suspense>
        <Notifications />
      </Suspense>
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}
