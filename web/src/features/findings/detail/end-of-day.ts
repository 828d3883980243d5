/** The last moment of a day such as 2027-01-31 where the person is; undefined for none. */
export function endOfDay(date: string): string | undefined {
  const end = new Date(`${date}T23:59:59`)
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString()
}

/** The first day that is still to come, or some days later, as a field for dates has it. */
export function tomorrow(now = Date.now(), days = 1): string {
  const next = new Date(now)
  next.setDate(next.getDate() + days)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${next.getFullYear()}-${two(next.getMonth() + 1)}-${two(next.getDate())}`
}
