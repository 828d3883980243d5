import { Text, Title } from '@mantine/core'
import type { FindingDetail } from '../../../api/types'
import { Time } from '../../../components/time'
import classes from './finding.module.css'
import { detailsOf, phraseOf } from './history-words'

type Props = { finding: FindingDetail }

export function FindingHistory({ finding }: Props) {
  return (
    <section aria-labelledby="history">
      <Title order={2} id="history" mb={6}>
        History
      </Title>
      <ol className={classes.history}>
        {finding.history.map((entry) => (
          <li key={`${entry.at} ${entry.action}`}>
            <Text>
              <strong>{entry.actor}</strong> {phraseOf(entry.action, entry.data)}{' '}
              <Text span c="dimmed" size="sm">
                <Time at={entry.at} />
              </Text>
            </Text>
            {detailsOf(entry.data).map(([name, value]) => (
              <Text key={name} c="dimmed" size="sm">
                {name}: {value}
              </Text>
            ))}
          </li>
        ))}
        <li>
          <Text>
            First seen{' '}
            <Text span c="dimmed" size="sm">
              <Time at={finding.firstSeenAt} />
            </Text>
          </Text>
        </li>
      </ol>
    </section>
  )
}
