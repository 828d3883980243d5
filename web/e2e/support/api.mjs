/** @typedef {import('playwright-core').Page} Page */

/**
 * The API as the person of a page asks it. Listens from now on: call it before the page signs in or is loaded again.
 * @param {Page} page
 * @param {import('./host.mjs').Ready} ready
 */
export function apiOf(page, ready) {
  let authorization = ''
  page.on('request', (request) => {
    authorization = request.headers().authorization ?? authorization
  })
  const root = ready.apiUrl.replace(/\/$/, '')
  const ask = (/** @type {string} */ path, tenantId = ready.tenantId) =>
    fetch(path.startsWith('/') ? root.replace(/\/api$/, path) : `${root}/tenants/${tenantId}/${path}`, {
      headers: { authorization },
    })
  /** @returns {Promise<any>} */
  const read = async (/** @type {string} */ path) => {
    const answer = await ask(path)
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  const put = async (/** @type {string} */ path, /** @type {object} */ body) => {
    const headers = { authorization, 'content-type': 'application/json' }
    const to = `${root}/tenants/${ready.tenantId}/${path}`
    const answer = await fetch(to, { method: 'PUT', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  }
  return { ask, read, put }
}

/** @typedef {{ tenantId: string, projectId: string, runId: string, findingId: string, analysisId: string, verdictId: string }} Ids */

/**
 * Ids of things that are there: of the demo project its newest run with a verdict, its worst finding and its newest analysis.
 * @param {ReturnType<typeof apiOf>} api
 * @param {import('./host.mjs').Ready} ready
 * @returns {Promise<Ids>}
 */
export async function realIds({ read }, { tenantId, projectId }) {
  const [runs, findings, analyses] = await Promise.all([
    read(`runs?projectId=${projectId}&verdict=blocked`),
    read(`findings?projectId=${projectId}&status=open&limit=1`),
    read(`projects/${projectId}/infrastructure`),
  ])
  const runId = runs.items[0].id
  const verdicts = await read(`projects/${projectId}/runs/${runId}/gate-verdicts`)
  const [findingId, analysisId] = [findings.items[0].id, analyses.items[0]?.analysisId ?? '']
  return { tenantId, projectId, runId, findingId, analysisId, verdictId: verdicts[0].id }
}
