import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { SearchIcon } from '../../../components/icons'
import { useView } from '../use-infrastructure'

export function SearchBox({ label }: { label: string }) {
  const { view, change } = useView()
  const asked = view.search ?? ''
  const [text, setText] = useState(asked)
  const sent = useRef(asked)
  // The address may change without this box: back, forward.
  useEffect(() => {
    if (asked !== sent.current) setText(asked)
    sent.current = asked
  }, [asked])
  const send = (next: string) => {
    sent.current = next.trim()
    change({ search: next.trim() || undefined }, true)
  }
  const sendLater = useDebouncedCallback(send, 250)
  return (
    <TextInput
      aria-label={label}
      placeholder="Search an address"
      size="xs"
      w={170}
      maxLength={200}
      leftSection={<SearchIcon />}
      rightSection={
        text && (
          <CloseButton
            size="sm"
            aria-label="Clear the search"
            onClick={() => {
              setText('')
              send('')
            }}
          />
        )
      }
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        sendLater(event.currentTarget.value)
      }}
    />
  )
}
