import { Center, Loader } from '@mantine/core'
import { ProblemPanel } from '../../components/panels/problem-panel'
import type { useMe } from './use-tenant'

/** What stands on the page while it is not known who is signed in, or when that could not be found out. */
export function MePanel({ me }: { me: ReturnType<typeof useMe> }) {
  return (
    <Center component="main" mih="100dvh" p="md">
      {me.error === null ? (
        <Loader aria-label="Loading" />
      ) : (
        <ProblemPanel
          error={me.error}
          what="Your organisations could not be loaded."
          retry={() => void me.refetch()}
        />
      )}
    </Center>
  )
}
