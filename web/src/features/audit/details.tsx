import type { AuditItem } from '../../api/types'
import { CopyButton } from '../../components/copy-button'
import { exactTime } from '../../components/formats'
import classes from './audit.module.css'
import { changesOf } from './audit-words'

/** An entry in full: what was there before and what after, and the ids that machines compare. */
export function Details({ item }: { item: AuditItem }) {
  const changes = changesOf(item)
  const before = changes.some((one) => one.before !== null)
  return (
    <div className={classes.details}>
      {changes.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Property</th>
              {before && <th scope="col">Before</th>}
              <th scope="col">{before ? 'After' : 'Value'}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ name, before: was, after }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {before && <td>{was ?? <span className={classes.quiet}>–</span>}</td>}
                <td>{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl>
        <dt>When</dt>
        <dd>{exactTime(item.at)}</dd>
        <Id name="Entry" value={item.id} />
        <Id name="Who" value={item.actorId} />
        <Id name="Object" value={item.subjectId} />
        <dt>Action</dt>
        <dd>
          <code className="so-code">{item.action}</code>
        </dd>
      </dl>
    </div>
  )
}

function Id({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <code className="so-code">{value}</code>
        <CopyButton value={value} label={`Copy the id: ${name.toLowerCase()}`} />
      </dd>
    </>
  )
}
