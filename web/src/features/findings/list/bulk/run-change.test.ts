import { expect, test } from 'vitest'
import { inOutline, type Outcome, ofStatus, type Part } from './change'
import { preview, runChange } from './run-change'

const change = ofStatus('in-review')

/** An API that knows so many findings, and changes all of them. */
function api(size: number) {
  const sent: Part[] = []
  let left = size
  const send = (part: Part): Promise<Outcome> => {
    sent.push(part)
    const all = part.ids?.length ?? left
    const nothing = { changeId: null, held: 0, asks: 0, next: null }
    if (part.dryRun) return Promise.resolve({ ...nothing, matched: all, changed: all - 1, held: 1 })
    const now = Math.min(5_000, all)
    left -= part.ids ? 0 : now
    const next = !part.ids && left > 0 ? `id-${left}` : null
    return Promise.resolve({
      ...nothing,
      changeId: `change-${sent.length}`,
      matched: now,
      changed: now,
      next,
    })
  }
  return { sent, send }
}

const quietly = { onPart: () => {}, stopped: () => false }

test('What was picked is changed in one request, and in parts beyond what one takes', async () => {
  const { sent, send } = api(0)
  const ids = Array.from({ length: 5_001 }, (_, index) => `f${index}`)
  expect(await runChange(send, { ids }, change, quietly)).toEqual({
    changeIds: ['change-1', 'change-2'],
    looked: 5_001,
    changed: 5_001,
    held: 0,
    asks: 0,
  })
  expect(sent.map((part) => part.ids?.length)).toEqual([5_000, 1])
})

test('What filters found goes on until there is nothing next, and is counted only at first', async () => {
  const { sent, send } = api(12_000)
  const seen: number[] = []
  const options = { expected: 12_000, stopped: () => false }
  const done = await runChange(send, { filter: {} }, change, {
    ...options,
    onPart: (part) => seen.push(part.looked),
  })
  expect(done.changed).toBe(12_000)
  expect(seen).toEqual([5_000, 10_000, 12_000])
  expect(sent.map((part) => part.expected)).toEqual([12_000, undefined, undefined])
  expect(sent[0]?.after).toMatch(/^0{8}/)
})

test('A small target of filters is one request', async () => {
  const { sent, send } = api(7)
  await runChange(send, { filter: {} }, change, { ...quietly, expected: 7 })
  expect(sent).toEqual([
    { filter: {}, ...change, expected: 7, after: '00000000-0000-0000-0000-000000000000' },
  ])
})

test('Whoever stops keeps what was done, and can take it back', async () => {
  const { send } = api(12_000)
  let parts = 0
  const done = await runChange(send, { filter: {} }, change, {
    expected: 12_000,
    onPart: () => {
      parts += 1
    },
    stopped: () => parts === 1,
  })
  expect(done).toMatchObject({ changeIds: ['change-1'], changed: 5_000 })
})

test('Before it is done it is known whom it concerns; what is said about it plays no part', async () => {
  const { sent, send } = api(20)
  const said = {
    status: { status: 'wont-fix', reason: 'long', untilFixed: false, untilChanged: false },
  } as const
  expect(await preview(send, { filter: {} }, inOutline(said))).toMatchObject({
    matched: 20,
    changed: 19,
    held: 1,
  })
  expect(JSON.stringify(sent)).not.toContain('long')
})
