import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const texts = /\.(?:js|css|html|svg|json|txt|webmanifest)$/

/** Nothing else is compressed any further, and below this a compressed answer saves no packet. */
const least = 1024

const codings: [ending: string, compress: (plain: Buffer) => Buffer][] = [
  [
    '.br',
    (plain) => brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
  ],
  ['.gz', (plain) => gzipSync(plain, { level: 9 })],
]

/** The compressed files to lie beside a file; none when it is better as it is. */
export function compressed(file: string, plain: Buffer): Map<string, Buffer> {
  // The page itself gets a nonce each time, so it is sent as it is.
  if (!texts.test(file) || file === 'index.html' || plain.length < least) return new Map()
  const smaller = codings
    .map(([ending, compress]) => [file + ending, compress(plain)] as const)
    .filter(([, packed]) => packed.length < plain.length)
  return new Map(smaller)
}

/** Writes each text of the build as .br and .gz too, once and as small as it gets, for the API to serve. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    enforce: 'post',
    writeBundle(options, bundle) {
      const directory = options.dir ?? '.'
      for (const file of Object.keys(bundle))
        for (const [name, packed] of compressed(file, readFileSync(path.join(directory, file))))
          writeFileSync(path.join(directory, name), packed)
    },
  }
}
