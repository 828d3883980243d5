// @vitest-environment node
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import config from '../vite.config.ts'
import { compressed } from './precompress.ts'

const script = Buffer.from('export const severity = "critical"\n'.repeat(100))

test('A script lies beside itself as Brotli and gzip', () => {
  const files = compressed('assets/app.js', script)

  expect([...files.keys()]).toEqual(['assets/app.js.br', 'assets/app.js.gz'])
  expect(brotliDecompressSync(files.get('assets/app.js.br') ?? '')).toEqual(script)
  expect(gunzipSync(files.get('assets/app.js.gz') ?? '')).toEqual(script)
})

test.each(['logo.png', 'font.woff2', 'index.html'])('%s is sent as it is', (file) =>
  expect(compressed(file, script).size).toBe(0),
)

test('Too little is sent as it is', () => expect(compressed('a.js', script.subarray(0, 100)).size).toBe(0))

test('Every build of the dashboard does it', () =>
  expect(JSON.stringify(config.plugins)).toContain('"precompress"'))
