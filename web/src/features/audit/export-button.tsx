import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { asProblem } from '../../api/problem'
import { bytesText, plural } from '../../components/formats'
import { saveFile } from '../../components/save-file'
import { useTenantId } from '../tenants/use-tenant'
import { type AuditFilters, isEverything } from './audit-filters'
import { exportAudit } from './export'

type Props = { filters: AuditFilters }

export function ExportButton({ filters }: Props) {
  const tenantId = useTenantId()
  const [bytes, setBytes] = useState<number | null>(null)
  const everything = isEverything(filters)
  const run = async () => {
    setBytes(0)
    try {
      const exported = await exportAudit(tenantId, filters, setBytes)
      saveFile(exported.file, exported.name)
      notifications.show({
        title: 'Exported',
        message: `${plural(exported.entries, 'entry', 'entries')} in ${exported.name}. “secureobs audit verify” checks it offline.`,
      })
    } catch (error) {
      notifications.show({
        title: 'The audit trail was not exported',
        message: asProblem(error).message,
        color: 'danger',
        autoClose: false,
      })
    } finally {
      setBytes(null)
    }
  }
  return (
    <Button variant="default" disabled={bytes !== null} onClick={() => void run()} title="JSON Lines">
      {bytes !== null
        ? `Exporting, ${bytesText(bytes)}`
        : everything
          ? 'Export everything'
          : 'Export these entries'}
    </Button>
  )
}
