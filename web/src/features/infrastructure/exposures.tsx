import type { AnalysisDetail } from '../../api/types'
import { ExposureMark } from './badges'
import classes from './infrastructure.module.css'
import { useView } from './use-infrastructure'

/** Every number leads to the table that shows that many. */
export function Exposures({ exposures }: Pick<AnalysisDetail, 'exposures'>) {
  const { change } = useView()
  return (
    <ul className={classes.exposures} aria-label="Resources by exposure">
      {exposures.map(({ exposure, resources }) => (
        <li key={exposure}>
          <button
            type="button"
            onClick={() =>
              change({ tab: 'table', exposure, search: undefined, type: undefined, node: undefined })
            }
          >
            <ExposureMark exposure={exposure} /> <strong>{resources}</strong>
          </button>
        </li>
      ))}
    </ul>
  )
}
