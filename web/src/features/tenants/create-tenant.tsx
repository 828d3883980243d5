import { lazy, Suspense, useState } from 'react'

const CreateTenantDialog = lazy(() => import('./create-tenant-dialog'))

type Props = { opened: boolean; onClose: () => void }

/** The dialog, loaded when it is first asked for: hardly anybody makes a second organisation. */
export function CreateTenant({ opened, onClose }: Props) {
  const [asked, setAsked] = useState(false)
  if (opened && !asked) setAsked(true)
  return (
    asked && (
      <Suspense>
        <CreateTenantDialog opened={opened} onClose={onClose} />
      </Suspense>
    )
  )
}
