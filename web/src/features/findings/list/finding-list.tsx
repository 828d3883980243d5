import { useNavigate } from '@tanstack/react-router'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Finding } from '../../../api/types'
import { isTyping, shortcutsEnabled } from '../../../app/shell/keyboard'
import { useTenantId } from '../../tenants/use-tenant'
import type { Filters } from '../filters'
import { forgetOpened, lastOpened, rememberOpened } from '../last-opened'
import classes from './finding-list.module.css'
import { FindingRow } from './finding-row'
import { rowAfterKey } from './row-after-key'

const rowHeight = 36
const headHeight = 32

type Props = { findings: Finding[]; filters: Filters; stale: boolean; more: boolean; loadMore: () => void }

export function FindingList({ findings, filters, stale, more, loadMore }: Props) {
  const tenantId = useTenantId()
  const navigate = useNavigate()
  const scroller = useRef<HTMLDivElement>(null)
  const hadFocus = useRef(false)
  const returned = findings.findIndex((one) => one.id === lastOpened())
  const [active, setActive] = useState(Math.max(0, returned))
  /** The row that gets the focus as soon as it is in the document. */
  const wanted = useRef(returned >= 0 ? returned : null)
  const current = Math.min(active, findings.length - 1)

  const virtual = useVirtualizer({
    count: findings.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The sticky head lies above the first row, and would cover the row that is scrolled to.
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    initialOffset: Math.max(0, returned - 6) * rowHeight,
    // The focused row stays in the document, else its focus would be lost.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), current])].sort((a, b) => a - b),
  })
  const rows = virtual.getVirtualItems()
  const lastShown = rows.at(-1)?.index ?? 0

  useEffect(() => {
    if (more && lastShown >= findings.length - 20) loadMore()
  }, [more, lastShown, findings.length, loadMore])

  // After each rendering, because a row that shall have the focus may not be in the document before.
  useLayoutEffect(() => {
    forgetOpened()
    // A row that leaves the list while it has the focus hands it to the row in its place.
    if (hadFocus.current && document.activeElement === document.body) wanted.current ??= current
    if (wanted.current === null) return
    const index = Math.min(wanted.current, findings.length - 1)
    const row = scroller.current?.querySelector<HTMLElement>(`[data-finding-row="${index}"]`)
    if (!row) return
    wanted.current = null
    row.focus({ preventScroll: true })
  })

  const open = (finding: Finding | undefined) => {
    if (!finding) return
    rememberOpened(finding.id)
    void navigate({
      to: '/tenants/$tenantId/findings/$findingId',
      params: { tenantId, findingId: finding.id },
      search: filters,
    })
  }
  const move = (index: number) => {
    if (index === current) return
    wanted.current = index
    setActive(index)
    virtual.scrollToIndex(index)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    const target = rowAfterKey(event.key, current, findings.length, shortcutsEnabled())
    if (target === null && event.key !== 'Enter') return
    event.preventDefault()
    if (target === null) open(findings[current])
    else move(target)
  }

  return (
    <div ref={scroller} className={classes.scroller} data-stale={stale || undefined}>
      <table
        aria-label="Findings"
        aria-rowcount={more ? -1 : findings.length + 1}
        aria-busy={stale}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (event.relatedTarget) hadFocus.current = false
        }}
        className={classes.grid}
      >
        <thead>
          <tr aria-rowindex={1} className={classes.head}>
            {['Severity', 'Finding', 'Project', 'Scanner', 'Status', 'Age'].map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={classes.rows} style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ index, start }) => {
            const finding = findings[index]
            if (!finding) return null
            return (
              <FindingRow
                key={finding.id}
                finding={finding}
                index={index}
                start={start - headHeight}
                active={index === current}
                filters={filters}
                onFocus={() => {
                  hadFocus.current = true
                  setActive(index)
                }}
                onOpen={() => open(finding)}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
