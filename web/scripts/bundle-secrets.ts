import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const repository = path.resolve(fileURLToPath(new URL('../..', import.meta.url)))

/** Everybody can read the bundle: what stands in it is public. Sources of forms: the vendors' own documentation. */
const forms: [name: string, form: RegExp][] = [
  ['a SecureObs key or invitation', /sob[si]_[A-Za-z0-9_-]{32,}/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY/],
  ['a client secret of Entra ID', /[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{31,37}/],
  ['an AWS key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})/],
  ['a Stripe key', /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}/],
  ['a token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}/],
  ['a database address', /\b(?:postgres(?:ql)?:\/\/|Host=[^;"]+;.*Password=)/],
]

/** What a file of the bundle gives away; empty when it is fit for everybody. */
export function secretsIn(
  text: string,
  environment: Record<string, string | undefined> = process.env,
): string[] {
  const found = forms.filter(([, form]) => form.test(text)).map(([name]) => name)
  for (const [name, value] of Object.entries(environment))
    if (
      /secret|token|passw|credential|key/i.test(name) &&
      value &&
      value.length >= 12 &&
      text.includes(value)
    )
      found.push(`the environment's ${name}`)
  for (const place of [repository, homedir()])
    if (place.length > 5 && text.includes(place)) found.push('a path of the build machine')
  return found
}

/** Fails the build when a file of it holds a secret, or a source map, which would hold the sources. */
export function bundleSecrets(): Plugin {
  return {
    name: 'bundle-secrets',
    apply: 'build',
    writeBundle(_options, bundle) {
      for (const [file, output] of Object.entries(bundle)) {
        if (file.endsWith('.map')) this.error(`${file}: source maps are not published`)
        const text = output.type === 'chunk' ? output.code : Buffer.from(output.source).toString('latin1')
        const found = secretsIn(text)
        if (found.length > 0) this.error(`${file} holds ${found.join(', ')}`)
      }
    },
  }
}
