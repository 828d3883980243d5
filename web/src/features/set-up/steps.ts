/** What is there already: it alone says how far somebody is, so a page loaded again knows it too. */
export type Facts = { project: boolean; key: boolean; run: boolean }

export const steps = ['project', 'key', 'pipeline', 'run'] as const
export type StepName = (typeof steps)[number]

export type StepState = 'done' | 'now' | 'waiting' | 'later'

/** A run proves that the text is in the pipeline; until then nobody knows. A key can be gone although a run is there. */
export function stepStates({ project, key, run }: Facts): Record<StepName, StepState> {
  if (!project) return { project: 'now', key: 'later', pipeline: 'later', run: 'later' }
  return {
    project: 'done',
    key: key ? 'done' : 'now',
    pipeline: run ? 'done' : key ? 'now' : 'later',
    run: run ? 'done' : key ? 'waiting' : 'later',
  }
}

/** The project of the address; without one the only one that there is. */
export function projectOf<Project extends { id: string }>(items: readonly Project[], id?: string) {
  if (id) return items.find((one) => one.id === id) ?? null
  return (items.length === 1 && items[0]) || null
}

/** "35 seconds", "3 minutes", "1 hour": as exact as somebody who waits wants it. */
export function waitedWords(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  if (seconds < 60) return `${seconds} second${seconds === 1 ? '' : 's'}`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} minute${minutes === 1 ? '' : 's'}`
  const hours = Math.floor(minutes / 60)
  return `${hours} hour${hours === 1 ? '' : 's'}`
}
