import { Button, Group, Stack, Text } from '@mantine/core'
import { plural } from '../../../components/formats'
import { resultWords, type VexImport } from './read-vex'

type Props = { result: VexImport; onClose: () => void }

export function VexResult({ result, onClose }: Props) {
  const { rejections, rejected } = result
  return (
    <Stack role="status">
      {resultWords(result).map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
      {rejections.length > 0 && (
        <details>
          <summary>
            {rejections.length < rejected
              ? `The first ${rejections.length} that were not understood`
              : plural(
                  rejections.length,
                  'statement that was not understood',
                  'statements that were not understood',
                )}
          </summary>
          <ul style={{ maxHeight: 240, overflowY: 'auto' }}>
            {rejections.map(({ statement, reason }) => (
              <li key={statement}>
                Statement {statement + 1} {reason}.
              </li>
            ))}
          </ul>
        </details>
      )}
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          Done
        </Button>
      </Group>
    </Stack>
  )
}
