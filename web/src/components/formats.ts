const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "3 hours ago" under seven days, "in 3 days" likewise, else `2026-11-23`. */
export function relativeTime(iso: string, now = Date.now(), timeZone?: string | null): string {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return iso
  const distance = Math.abs(now - at)
  if (distance < minute) return 'just now'
  if (distance >= 7 * day) return isoDay(iso, timeZone)
  // What was is over in full; what a moment ago was seven days away is not "in 6 days".
  const whole = at <= now ? Math.floor : Math.round
  const [amount, unit] =
    distance < hour
      ? [whole(distance / minute), 'minute']
      : distance < day
        ? [whole(distance / hour), 'hour']
        : [whole(distance / day), 'day']
  const words = `${amount} ${unit}${amount === 1 ? '' : 's'}`
  return at <= now ? `${words} ago` : `in ${words}`
}

/** As narrow as a table column: `4 m`, `3 h`, `6 d`, else `2026-11-23`. */
export function age(iso: string, now = Date.now(), timeZone?: string | null): string {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return iso
  const distance = Math.max(0, now - at)
  if (distance < minute) return 'now'
  if (distance < hour) return `${Math.floor(distance / minute)} m`
  if (distance < day) return `${Math.floor(distance / hour)} h`
  return distance < 7 * day ? `${Math.floor(distance / day)} d` : isoDay(iso, timeZone)
}

/** The moment in UTC and in the reader's own time, for titles. */
export function exactTime(iso: string, timeZone: string | null = null): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  const local = `${localTime(iso, timeZone)} ${zoneName(at, timeZone)}`
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC · ${local}`
}

/** `2026-11-23 14:05:09` where the reader is, or wants to be. */
export function localTime(iso: string, timeZone: string | null = null): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  return formatsOf(timeZone).time.format(at)
}

const zoneName = (at: Date, timeZone: string | null) =>
  formatsOf(timeZone)
    .zone.formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value ?? 'local'

type Formats = { time: Intl.DateTimeFormat; zone: Intl.DateTimeFormat }
const formats = new Map<string | null, Formats>()

/** Made once for each zone: making one takes longer than a hundred times formatting with it. */
function formatsOf(timeZone: string | null): Formats {
  const known = formats.get(timeZone)
  if (known) return known
  const zone = timeZone ? { timeZone } : {}
  const made = {
    // Swedish is the locale that writes times as ISO 8601 does.
    time: new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', ...zone }),
    zone: new Intl.DateTimeFormat('en', { timeZoneName: 'short', ...zone }),
  }
  formats.set(timeZone, made)
  return made
}

/** `850 ms`, `4.2 s`, `2 m 05 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, '0')} s`
}

/** `999`, `9,999`, `12.4k`; put the exact number into the title. */
export function compactCount(count: number): string {
  if (count < 10_000) return count.toLocaleString('en')
  if (count < 1_000_000) return `${trimmed(count / 1000)}k`
  return `${trimmed(count / 1_000_000)}M`
}

/** `12.3 kB`, `4.0 MB`. */
export const bytesText = (bytes: number) =>
  bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** "a", "a and b", "a, b and c". */
export function listed(words: string[], joint = 'and'): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${joint} ${last}`
}

export const location = (filePath: string, startLine: number | null) =>
  startLine ? `${filePath}:${startLine}` : filePath

/** The day in a zone; in UTC when nobody says which. */
const isoDay = (iso: string, timeZone: string | null = 'UTC') => localTime(iso, timeZone).slice(0, 10)
const trimmed = (value: number) => (Math.floor(value * 10) / 10).toFixed(1).replace(/\.0$/, '')
