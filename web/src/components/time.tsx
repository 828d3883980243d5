import { usePreferences } from '../app/preferences'
import { age, exactTime, localTime, relativeTime } from './formats'

type Props = { at: string; short?: boolean }

export function Time({ at, short = false }: Props) {
  const { timeZone } = usePreferences()
  return (
    <time dateTime={at} title={exactTime(at, timeZone)} className="so-nowrap">
      {short ? age(at, Date.now(), timeZone) : relativeTime(at, Date.now(), timeZone)}
    </time>
  )
}

/** To the second, in the reader's own time: where the order and the moment are evidence. */
export function Moment({ at }: { at: string }) {
  const { timeZone } = usePreferences()
  return (
    <time dateTime={at} title={exactTime(at, timeZone)} className="so-nowrap">
      {localTime(at, timeZone)}
    </time>
  )
}
