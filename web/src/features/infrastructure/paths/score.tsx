import type { AttackPath } from '../../../api/types'
import classes from './score.module.css'

type Parts = AttackPath['parts']

/** What the score is the product of, in the order of a path. */
const named: readonly { key: keyof Parts; name: string; means: string }[] = [
  { key: 'entry', name: 'Entry', means: 'how easily somebody begins there' },
  { key: 'hops', name: 'Way', means: 'how few and how easy the hops are' },
  { key: 'evidence', name: 'Evidence', means: 'how sure the weakest hop is' },
  { key: 'target', name: 'Target', means: 'what is at the end' },
  { key: 'findings', name: 'Findings', means: 'what the worst open finding on the way adds' },
]

const two = (value: number) => value.toFixed(2)

export function Score({ score }: { score: number }) {
  return (
    <div className={classes.score} title="0 to 100: how plausible the path is">
      <strong>{score}</strong>
      <meter className={classes.meter} min={0} max={100} value={score} aria-label={`Score ${score} of 100`} />
    </div>
  )
}

/** One line for the list: `entry 1.00 × way 0.72 × …`. */
export function ScoreLine({ parts }: { parts: Parts }) {
  return (
    <span className={classes.scoreLine}>
      {named.map(({ key, name, means }, at) => (
        <span key={key} title={`${name}: ${means}`}>
          {at > 0 && ' × '}
          {name.toLowerCase()} <b>{two(parts[key])}</b>
        </span>
      ))}
    </span>
  )
}

export function ScoreParts({ score, parts }: { score: number; parts: Parts }) {
  return (
    <table className={classes.parts}>
      <caption>
        Score <strong>{score}</strong> of 100
      </caption>
      <tbody>
        {named.map(({ key, name, means }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>
              <meter
                className={classes.meter}
                min={0}
                max={key === 'findings' ? 1.25 : 1}
                value={parts[key]}
                aria-label={name}
              />
            </td>
            <td>{two(parts[key])}</td>
            <td>{means}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
