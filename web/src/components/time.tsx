import { age, exactTime, relativeTime } from './formats'

type Props = { at: string; short?: boolean }

export function Time({ at, short = false }: Props) {
  return (
    <time dateTime={at} title={exactTime(at)} className="so-nowrap">
      {short ? age(at) : relativeTime(at)}
    </time>
  )
}
