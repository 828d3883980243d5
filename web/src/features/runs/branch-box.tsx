import { CloseButton, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'

type Props = { value: string | undefined; onChange: (branch: string | null) => void }

/** A branch by its whole name, where those of all projects would be too many to choose from. */
export function BranchBox({ value, onChange }: Props) {
  const [text, setText] = useState(value ?? '')
  useEffect(() => setText(value ?? ''), [value])
  const send = () => {
    if (text.trim() !== (value ?? '')) onChange(text.trim() || null)
  }
  return (
    <TextInput
      aria-label="Branch"
      placeholder="Branch, as main"
      size="xs"
      w={168}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={send}
      onKeyDown={(event) => {
        if (event.key === 'Enter') send()
      }}
      rightSection={
        text ? (
          <CloseButton
            size="sm"
            aria-label="All branches"
            onClick={() => {
              setText('')
              onChange(null)
            }}
          />
        ) : null
      }
    />
  )
}
