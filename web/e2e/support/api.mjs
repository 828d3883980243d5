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
  const send = async (
    /** @type {'PUT' | 'POST'} */ method,
    /** @type {string} */ path,
    /** @type {object} */ body,
  ) => {
    const headers = { authorization, 'content-type': 'application/json' }
    const to = `${root}/tenants/${ready.tenantId}/${path}`
    const answer = await fetch(to, { method, headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer
  }
  const put = (/** @type {string} */ path, /** @type {object} */ body) => send('PUT', path, body)
  /** @returns {Promise<any>} */
  const post = async (/** @type {string} */ path, /** @type {object} */ body) =>
    (await send('POST', path, body)).json()
  return { ask, read, put, post }
}

/** Nothing is there, so nothing arrives. */
const channel = {
  name: 'Security on call',
  kind: 'webhook',
  address: 'https://hooks.example.com/secureobs',
  events: ['blocking-findings', 'key-expiring'],
}

/** @typedef {{ tenantId: string, projectId: string, runId: string, findingId: string, analysisId: string, verdictId: string, channelId: string }} Ids */

/**
 * Ids of things that are there: of the demo project its newest run with a verdict, its worst finding and its newest analysis; and the first
 * channel of notifications, which is made when there is none.
 * @param {ReturnType<typeof apiOf>} api
 * @param {import('./host.mjs').Ready} ready
 * @returns {Promise<Ids>}
 */
export async function realIds({ read, post }, { tenantId, projectId }) {
  const [runs, findings, analyses, channels] = await Promise.all([
    read(`runs?projectId=${projectId}&verdict=blocked`),
    read(`findings?projectId=${projectId}&status=open&limit=1`),
    read(`projects/${projectId}/infrastructure`),
    read('notifications/channels'),
  ])
  const runId = runs.items[0].id
  const verdicts = await read(`projects/${projectId}/runs/${runId}/gate-verdicts`)
  const [findingId, analysisId] = [findings.items[0].id, analyses.items[0]?.analysisId ?? '']
  const channelId = (channels.items[0] ?? (await post('notifications/channels', channel))).id
  return { tenantId, projectId, runId, findingId, analysisId, verdictId: verdicts[0].id, channelId }
}
