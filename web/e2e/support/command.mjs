import { spawn } from 'node:child_process'
import path from 'node:path'
import { repository } from './host.mjs'

/**
 * Runs the real command and answers what it exits with and says.
 * @param {string[]} options
 * @param {Partial<import('./host.mjs').Ready>} ready Nothing for what works offline.
 * @returns {Promise<{ exit: number | null, said: string }>}
 */
export function secureobs(options, ready = {}) {
  const given = process.env.SECUREOBS_CLI
  const built = path.join(repository, 'artifacts/bin/SecureObs.Cli/debug/secureobs.dll')
  const [command, ...first] = given ? [given] : ['dotnet', built]
  const env = { ...process.env, SECUREOBS_API_URL: ready.apiUrl, SECUREOBS_API_KEY: ready.apiKey }
  return new Promise((resolve, reject) => {
    const child = spawn(String(command), [...first, ...options], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (/** @type {Buffer} */ text) => {
        said += text
      })
    child.once('error', reject).once('close', (exit) => resolve({ exit, said }))
  })
}
