import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** @typedef {{ dashboardUrl: string, apiUrl: string, tenantId: string, projectId: string, apiKey: string }} Ready */

export const repository = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * The host to test: the one that SECUREOBS_READY_FILE tells of, or one of our own.
 * @returns {Promise<{ ready: Ready, stop: () => Promise<void> }>}
 */
export async function openHost() {
  const given = process.env.SECUREOBS_READY_FILE
  if (given) return { ready: JSON.parse(await readFile(given, 'utf8')), stop: async () => {} }
  return startHost()
}

async function startHost() {
  const folder = await mkdtemp(path.join(tmpdir(), 'secureobs-e2e-'))
  const readyFile = path.join(folder, 'ready.json')
  const project = path.join(repository, 'src/SecureObs.Local')
  const port = String(await freePort())
  const host = spawn(
    'dotnet',
    [
      'run',
      '--no-build',
      '--project',
      project,
      '--',
      '--port',
      port,
      '--throw-away',
      '--ready-file',
      readyFile,
    ],
    { cwd: repository, stdio: ['ignore', 'inherit', 'inherit'], detached: true },
  )
  const ended = new Promise((resolve) => host.once('exit', resolve))
  const stop = async () => {
    // The group of this one process: `dotnet run` and the host it started.
    if (host.exitCode === null && host.pid) process.kill(-host.pid, 'SIGTERM')
    await Promise.race([ended, wait(15_000)])
    await rm(folder, { recursive: true, force: true })
  }
  for (const until = Date.now() + 300_000; Date.now() < until; await wait(250)) {
    if (existsSync(readyFile)) return { ready: JSON.parse(await readFile(readyFile, 'utf8')), stop }
    if (host.exitCode !== null) break
  }
  await stop()
  throw new Error('The local host did not become ready.')
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address && typeof address === 'object' ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
