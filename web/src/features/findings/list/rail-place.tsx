import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import facets from './facets/facets.module.css'
import { phone } from './table/finding-list'

type Props = { shown: boolean; onClose: () => void; children: ReactNode }

/** Beside the list; on phones in front of it, when asked for. */
export function RailPlace({ shown, onClose, children }: Props) {
  const narrow = useMediaQuery(phone, false, { getInitialValueInEffect: false })
  if (narrow)
    return (
      <Drawer
        opened={shown}
        onClose={onClose}
        title="Filters"
        size="85%"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <div className={facets.rail}>{children}</div>
      </Drawer>
    )
  return shown ? (
    <aside className={facets.rail} aria-label="Filters">
      {children}
    </aside>
  ) : null
}
