type Words = { by: string; means: string }

/** By what a finding was known again, as people say it. The order is the API's. */
const words: readonly Words[] = [
  { by: 'For the first time', means: 'It is new: nothing that was known before is like it.' },
  { by: 'By its code', means: 'The rule, the file and the text of its lines are the same as before.' },
  {
    by: 'By its code, which moved',
    means: 'The same code and what is around it stands at another place, or in another file.',
  },
  {
    by: 'By its place, when its line was edited',
    means: 'The line was edited in place, and nothing else in the file is as much like it.',
  },
  { by: 'By the scanner’s own id', means: 'The scanner gave it an id that depends on no line.' },
  {
    by: 'By its package and advisory',
    means: 'The same advisory for the same package, whatever its version.',
  },
  { by: 'By its resource and rule', means: 'The same rule about the same resource of infrastructure code.' },
  {
    by: 'By a keyed hash of the secret',
    means: 'The same secret: its hash is the same, the secret is not kept.',
  },
  {
    by: 'By the nearest line',
    means: 'The same rule and text at the nearest line: the client tells no more than places.',
  },
  { by: 'Somebody said that it is this one', means: 'A person said so, and it is remembered.' },
]

const unknown: Words = {
  by: 'By what is not known',
  means: 'The service knows a way that this page does not.',
}

export const rungWords = (rung: number): Words => words[rung] ?? unknown
