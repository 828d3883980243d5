import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { repository } from './host.mjs'

/** @typedef {Partial<import('./host.mjs').Ready>} Ready */

/** The real command and what stands before its own options. */
function command() {
  const given = process.env.SECUREOBS_CLI
  const built = path.join(repository, 'artifacts/bin/SecureObs.Cli/debug/secureobs.dll')
  return given ? [given] : ['dotnet', built]
}

/**
 * Runs the real command and answers what it exits with and says.
 * @param {string[]} options
 * @param {Ready} ready Nothing for what works offline.
 */
export function secureobs(options, ready = {}) {
  const [program = '', ...first] = command()
  const env = { ...process.env, SECUREOBS_API_URL: ready.apiUrl, SECUREOBS_API_KEY: ready.apiKey }
  return ended(spawn(program, [...first, ...options], { env, stdio: ['ignore', 'pipe', 'pipe'] }))
}

/**
 * Runs a text that somebody copied, word for word, in a shell that has the command on its PATH and the key in its environment.
 * @param {string} text
 * @param {{ apiKey: string, directory: string }} where
 */
export async function pasted(text, { apiKey, directory }) {
  const folder = await mkdtemp(path.join(tmpdir(), 'secureobs-path-'))
  try {
    const words = command().map((word) => `'${word}'`)
    const script = `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`
    await writeFile(path.join(folder, 'secureobs'), script, { mode: 0o755 })
    const { SECUREOBS_API_URL: _, ...others } = process.env
    const env = { ...others, PATH: `${folder}:${others.PATH}`, SECUREOBS_API_KEY: apiKey }
    return await ended(
      spawn('bash', ['-c', text], { env, cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] }),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @returns {Promise<{ exit: number | null, said: string }>}
 */
function ended(child) {
  return new Promise((resolve, reject) => {
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (/** @type {Buffer} */ text) => {
        said += text
      })
    child.once('error', reject).once('close', (exit) => resolve({ exit, said }))
  })
}
