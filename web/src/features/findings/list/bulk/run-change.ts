import type { Change, Outcome, Part, Send, Target } from './change'

/** So many findings at most the API changes in one request. */
export const partSize = 5_000
const beginning = '00000000-0000-0000-0000-000000000000'

export type Done = { changeIds: string[]; looked: number; changed: number; held: number; asks: number }

const nothingDone: Done = { changeIds: [], looked: 0, changed: 0, held: 0, asks: 0 }

/** What a change would do to its whole target. */
export async function preview(send: Send, target: Target, change: Change): Promise<Outcome> {
  const answers: Outcome[] = []
  for (const part of partsOf(target)) answers.push(await send({ ...part, ...change, dryRun: true }))
  const sum = (of: (answer: Outcome) => number) => answers.reduce((total, answer) => total + of(answer), 0)
  return {
    changeId: null,
    matched: sum((one) => one.matched),
    changed: sum((one) => one.changed),
    held: sum((one) => one.held),
    asks: sum((one) => one.asks),
    next: null,
  }
}

type Options = { expected?: number | undefined; onPart: (done: Done) => void; stopped: () => boolean }

/** Changes a target part by part. What was done when it stops, or fails, stays done and is told to `onPart`. */
export async function runChange(send: Send, target: Target, change: Change, options: Options): Promise<Done> {
  let done = nothingDone
  for (let parts = partsOf(target, options.expected); parts.length > 0; ) {
    const [part, ...others] = parts
    if (!part || options.stopped()) break
    const answer = await send({ ...part, ...change })
    done = sumOf(done, answer)
    options.onPart(done)
    parts = answer.next ? [{ filter: target.filter, after: answer.next }, ...others] : others
  }
  return done
}

const sumOf = (done: Done, answer: Outcome): Done => ({
  changeIds: answer.changeId ? [...done.changeIds, answer.changeId] : done.changeIds,
  looked: done.looked + answer.matched,
  changed: done.changed + answer.changed,
  held: done.held + answer.held,
  asks: done.asks + answer.asks,
})

/**
 * What filters find goes on from part to part, and only the first is guarded by its count: later ones are behind what was
 * changed by then.
 */
function partsOf(target: Target, expected?: number): (Target & Pick<Part, 'expected' | 'after'>)[] {
  const ids = target.ids
  if (!ids) return [{ ...target, after: beginning, ...(expected === undefined ? {} : { expected }) }]
  const starts = Array.from({ length: Math.ceil(ids.length / partSize) }, (_, part) => part * partSize)
  return starts.map((start) => ({ ids: ids.slice(start, start + partSize) }))
}
