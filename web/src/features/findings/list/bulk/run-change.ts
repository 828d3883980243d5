import type { Change, Outcome, Send, Target } from './change'

/** So many findings at most the API changes in one request. */
export const partSize = 5_000
const beginning = '00000000-0000-0000-0000-000000000000'

export type Done = { changeIds: string[]; looked: number; changed: number; held: number; asks: number }

const nothingDone: Done = { changeIds: [], looked: 0, changed: 0, held: 0, asks: 0 }

/** What a change would do to its whole target. */
export async function preview(send: Send, target: Target, change: Change): Promise<Outcome> {
  const answers: Outcome[] = []
  for (const part of partsOf(target)) answers.push(await send({ ...part, ...change, dryRun: true }))
  const sum = (of: (answer: Outcome) => number | undefined) =>
    answers.some((answer) => of(answer) === undefined)
      ? undefined
      : answers.reduce((total, answer) => total + (of(answer) ?? 0), 0)
  return {
    changeId: null,
    matched: sum((one) => one.matched) ?? 0,
    changed: sum((one) => one.changed) ?? 0,
    held: sum((one) => one.held) ?? 0,
    asks: sum((one) => one.asks),
  }
}

type Options = { expected?: number; onPart: (done: Done) => void; stopped: () => boolean }

/** Changes a target part by part. What was done when it stops, or fails, stays done and is told to `onPart`. */
export async function runChange(send: Send, target: Target, change: Change, options: Options): Promise<Done> {
  let done = nothingDone
  const take = (answer: Outcome, looked: number) => {
    done = {
      changeIds: answer.changeId ? [...done.changeIds, answer.changeId] : done.changeIds,
      looked: done.looked + looked,
      changed: done.changed + answer.changed,
      held: done.held + answer.held,
      asks: done.asks + (answer.asks ?? 0),
    }
    options.onPart(done)
  }
  if (target.ids) {
    for (const part of partsOf(target)) {
      if (options.stopped()) return done
      take(await send({ ...part, ...change }), part.ids?.length ?? 0)
    }
    return done
  }
  let left = options.expected ?? 0
  let after: string | null = left > partSize ? beginning : null
  do {
    const first = done.looked === 0
    const answer: Outcome = await send({
      ...target,
      ...change,
      ...(first && options.expected !== undefined ? { expected: options.expected } : {}),
      ...(after === null ? {} : { after }),
    })
    const looked = answer.next ? Math.min(partSize, left) : left || answer.matched
    left -= looked
    take(answer, looked)
    after = answer.next ?? null
  } while (after !== null && !options.stopped())
  return done
}

function partsOf(target: Target): Target[] {
  const ids = target.ids
  if (!ids) return [target]
  const starts = Array.from({ length: Math.ceil(ids.length / partSize) }, (_, part) => part * partSize)
  return starts.map((start) => ({ ids: ids.slice(start, start + partSize) }))
}
