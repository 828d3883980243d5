import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { PolicyDocument } from './policy-document'
import { readPolicy, writePolicy } from './policy-json'

type Props = {
  draft: PolicyDocument
  fault: string | null
  onChange: (document: PolicyDocument) => void
  onFault: (fault: string) => void
}

/** The document as the API takes it, for what the form does not know. */
export function JsonView({ draft, fault, onChange, onFault }: Props) {
  const [text, setText] = useState(() => writePolicy(draft))
  const edit = (next: string) => {
    setText(next)
    const read = readPolicy(next)
    if (read.document) onChange(read.document)
    else onFault(read.fault)
  }
  return (
    <Textarea
      label="Document"
      description="The same rules as the API takes and gives them. What the service does not know it refuses."
      autosize
      minRows={10}
      maxRows={30}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      inputWrapperOrder={['label', 'description', 'error', 'input']}
      value={text}
      error={fault}
      onChange={(event) => edit(event.currentTarget.value)}
    />
  )
}
