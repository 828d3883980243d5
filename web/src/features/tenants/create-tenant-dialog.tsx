import { Modal } from '@mantine/core'
import { CreateTenantForm } from './create-tenant-form'

type Props = { opened: boolean; onClose: () => void }

export function CreateTenantDialog({ opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Create an organisation"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <CreateTenantForm onCancel={onClose} onCreated={onClose} />
    </Modal>
  )
}
