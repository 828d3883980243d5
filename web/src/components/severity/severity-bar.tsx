import type { Project } from '../../api/types'
import { listed } from '../formats'
import { severities } from './severity'
import classes from './severity.module.css'

type Props = { counts: Project['openFindings'] }

export function SeverityBar({ counts }: Props) {
  const present = severities.filter(({ key }) => counts[key] > 0)
  const text = listed(present.map(({ key, name }) => `${counts[key]} ${name.toLowerCase()}`))
  return (
    <div className={classes.bar} role="img" aria-label={text ? `Open: ${text}` : 'No open findings'}>
      {present.map(({ key, severity }) => (
        <span key={key} data-severity={severity} style={{ flexGrow: counts[key] }} />
      ))}
    </div>
  )
}
