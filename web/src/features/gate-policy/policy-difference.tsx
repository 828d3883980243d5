import { Text } from '@mantine/core'
import classes from './gate-policy.module.css'
import type { PolicyDocument } from './policy-document'
import { changesOf } from './policy-words'

type Props = { before: PolicyDocument; after: PolicyDocument }

/** What one policy says otherwise than another, in words. */
export function PolicyDifference({ before, after }: Props) {
  const changes = changesOf(before, after)
  if (changes.length === 0) return <Text>The rules stay the same; only their order or writing changes.</Text>
  return (
    <ul className={classes.difference}>
      {changes.map((change) => (
        <li key={`${change.key} ${change.before ?? ''} ${change.after ?? ''}`}>
          {change.before && <Line sign="−" label="Removed" words={change.before} gone />}
          {change.after && <Line sign="+" label="Added" words={change.after} />}
        </li>
      ))}
    </ul>
  )
}

function Line({ sign, label, words, gone }: { sign: string; label: string; words: string; gone?: boolean }) {
  return (
    <div className={classes.line} data-gone={gone || undefined}>
      <span title={label} aria-hidden="true">
        {sign}
      </span>
      <span className="so-hidden">{label}: </span>
      <span>{words}</span>
    </div>
  )
}
