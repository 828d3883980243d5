import { Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { CreateTenantForm } from './create-tenant-form'

type Props = { opened: boolean; onClose: () => void }

export default function CreateTenantDialog({ opened, onClose }: Props) {
  // Only one that opens after it was there gives the focus back when it closes.
  const [shown, setShown] = useState(false)
  useEffect(() => setShown(opened), [opened])
  return (
    <Modal
      opened={shown}
      onClose={onClose}
      title="Create an organisation"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <CreateTenantForm onCancel={onClose} onCreated={onClose} />
    </Modal>
  )
}
