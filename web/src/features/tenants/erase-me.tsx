import { Anchor, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'

const EraseMeDialog = lazy(() => import('./erase-me-dialog'))

/** For somebody who is in no organisation and wants to be forgotten. */
export function EraseMe() {
  const [opened, { open, close }] = useDisclosure()
  const [asked, setAsked] = useState(false)
  if (opened && !asked) setAsked(true)
  return (
    <Text c="dimmed" size="sm">
      You do not want to be known here?{' '}
      <Anchor component="button" type="button" size="sm" underline="always" onClick={open}>
        Erase me
      </Anchor>
      {asked && (
        <Suspense>
          <EraseMeDialog opened={opened} onClose={close} />
        </Suspense>
      )}
    </Text>
  )
}
