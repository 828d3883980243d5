const words = [
  'For the first time',
  'By its code',
  'By its code, which moved',
  'By its place, when its line was edited',
  'By the scanner’s own id',
  'By its package and advisory',
  'By its resource and rule',
  'By a keyed hash of the secret',
  'By the nearest line',
  'Somebody said that it is this one',
]

/** By what a finding was known again, as people say it. */
export const rungWords = (rung: number): string => words[rung] ?? 'By what is not known'
