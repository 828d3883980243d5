import { spawn } from 'node:child_process'
import path from 'node:path'
import { repository } from './host.mjs'

/**
 * What `secureobs gate` exits with for a run: 0 passed, 3 blocked.
 * @param {import('./host.mjs').Ready} ready
 * @param {string} pipelineRunId
 * @returns {Promise<number | null>}
 */
export function gate(ready, pipelineRunId) {
  const given = process.env.SECUREOBS_CLI
  const built = path.join(repository, 'artifacts/bin/SecureObs.Cli/debug/secureobs.dll')
  const [command, ...first] = given ? [given] : ['dotnet', built]
  const target = ['--tenant-id', ready.tenantId, '--project-id', ready.projectId]
  const env = { ...process.env, SECUREOBS_API_URL: ready.apiUrl, SECUREOBS_API_KEY: ready.apiKey }
  const options = { env, stdio: /** @type {'inherit'} */ ('inherit') }
  return new Promise((resolve, reject) => {
    spawn(String(command), [...first, 'gate', ...target, '--pipeline-run-id', pipelineRunId], options)
      .once('error', reject)
      .once('exit', resolve)
  })
}
