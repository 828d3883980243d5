import { age, exactTime, localTime, relativeTime } from './formats'

type Props = { at: string; short?: boolean }

export function Time({ at, short = false }: Props) {
  return (
    <time dateTime={at} title={exactTime(at)} className="so-nowrap">
      {short ? age(at) : relativeTime(at)}
    </time>
  )
}

/** To the second, in the reader's own time: where the order and the moment are evidence. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exactTime(at)} className="so-nowrap">
      {localTime(at)}
    </time>
  )
}
