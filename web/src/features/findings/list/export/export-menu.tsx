import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { memo, useRef, useState } from 'react'
import { asProblem } from '../../../../api/problem'
import type { Facets } from '../../../../api/types'
import { bytesText } from '../../../../components/formats'
import { saveFile } from '../../../../components/save-file'
import { totalWords } from '../../counts'
import type { FindingFilters, Order } from '../../filters'
import { exportFindings, type Format, formats } from './export-findings'

type Props = { tenantId: string; which: FindingFilters & Order; facets: Facets | undefined }

/** Saves exactly what the filters show, all of it, and says first how much that is. */
export const ExportMenu = memo(function ExportMenu({ tenantId, which, facets }: Props) {
  const [bytes, setBytes] = useState<number | null>(null)
  const stop = useRef<AbortController | null>(null)
  const run = async (format: Format) => {
    const control = new AbortController()
    stop.current = control
    setBytes(0)
    try {
      const { file, name } = await exportFindings(tenantId, which, format, setBytes, control.signal)
      saveFile(file, name)
      notifications.show({ title: 'Exported', message: `${name}, ${bytesText(file.size)}` })
    } catch (error) {
      if (!control.signal.aborted)
        notifications.show({
          title: 'The findings were not exported',
          message: asProblem(error).message,
          color: 'danger',
          autoClose: false,
        })
    } finally {
      setBytes(null)
    }
  }
  if (bytes !== null)
    return (
      <Button variant="default" size="xs" onClick={() => stop.current?.abort()} title="Stop the export">
        {`Exporting, ${bytesText(bytes)} · Stop`}
      </Button>
    )
  const total = totalWords(facets)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs">
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{total === null ? 'All that the filters show' : `${total} findings, as`}</Menu.Label>
        {formats.map(({ format, label }) => (
          <Menu.Item key={format} onClick={() => void run(format)}>
            {label}
            {format === 'openvex' && ' (of packages with an advisory)'}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
})
