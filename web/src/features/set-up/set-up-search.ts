export const platforms = ['github', 'azure', 'gitlab', 'jenkins', 'shell'] as const
export type Platform = (typeof platforms)[number]

/** The address of the guide: which project is set up, and for which pipeline; GitHub Actions unless said otherwise. */
export type SetUpSearch = { projectId?: string; pipeline?: Platform }

export function parseSetUp(search: Record<string, unknown>): SetUpSearch {
  const projectId = [search.projectId].flat()[0]
  const pipeline = platforms.find((one) => one === search.pipeline && one !== platforms[0])
  return {
    ...(typeof projectId === 'string' && projectId ? { projectId } : {}),
    ...(pipeline ? { pipeline } : {}),
  }
}
