/** "5.2 hours", "12 days" */
export function hoursWords(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)} minutes`
  if (hours < 48) return `${oneDigit(hours)} hours`
  return `${oneDigit(hours / 24)} days`
}

const oneDigit = (value: number) => (value < 10 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value))
