const day = 86_400_000

/** The last moment of a day such as 2027-01-31 where the person is; undefined for none. */
export function endOfDay(date: string): string | undefined {
  const end = new Date(`${date}T23:59:59`)
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString()
}

/** The first day that is still to come, as a field for dates has it. */
export function tomorrow(now = Date.now()): string {
  const next = new Date(now + day)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${next.getFullYear()}-${two(next.getMonth() + 1)}-${two(next.getDate())}`
}
