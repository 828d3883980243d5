import { CloseButton, Kbd, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { SearchIcon } from '../../../components/icons'
import type { Filters } from '../filters'
import classes from './list.module.css'
import { focusList } from './table/focus-list'

type Props = {
  filters: Filters
  change: (next: Filters, replace?: boolean) => void
  searchRef: RefObject<HTMLInputElement | null>
}

export function SearchBox({ filters, change, searchRef }: Props) {
  const asked = filters.text ?? ''
  const [text, setText] = useState(asked)
  const sent = useRef(asked)
  // The address may change without this box: back, forward, a dropped filter.
  useEffect(() => {
    if (asked !== sent.current) setText(asked)
    sent.current = asked
  }, [asked])
  const send = (next: string) => {
    sent.current = next.trim() ? next : ''
    change({ ...filters, text: next.trim() ? next : undefined }, true)
  }
  const sendLater = useDebouncedCallback(send, 250)
  const clear = () => {
    setText('')
    send('')
  }
  return (
    <TextInput
      ref={searchRef}
      type="search"
      aria-label="Search in rules, paths and descriptions"
      placeholder="Search rule, path or text"
      size="xs"
      className={classes.search}
      leftSection={<SearchIcon />}
      maxLength={200}
      rightSection={
        text ? <CloseButton size="sm" aria-label="Clear the search" onClick={clear} /> : <SearchKey />
      }
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        sendLater(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') focusList()
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}

const SearchKey = () => (
  <Kbd size="xs" aria-hidden="true">
    /
  </Kbd>
)
