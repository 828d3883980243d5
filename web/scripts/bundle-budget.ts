import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

/** Bytes of gzip: scripts before anybody signed in, of the first page after, of what a route adds; and styles of the first page. */
type Budget = { signIn: number; firstPage: number; route: number; style: number }

/** What the browser must fetch before the first page works: the entry, the signed-in application, and all they import. */
const entry = 'index.html'
const application = 'src/app/app.tsx'

/** Prints what each page weighs, and fails the build when one exceeds its budget. */
export function bundleBudget(budget: Budget): Plugin {
  return {
    name: 'bundle-budget',
    apply: 'build',
    writeBundle(_options, bundle) {
      const signIn = reachable(bundle, startingWith(bundle, [entry]))
      const first = reachable(bundle, startingWith(bundle, [entry, application]))
      const size = (files: Iterable<string>, ending: string) =>
        [...files]
          .filter((file) => file.endsWith(ending))
          .reduce((sum, file) => sum + gzipped(bundle[file]), 0)
      const over: string[] = []
      const say = (name: string, bytes: number, most: number) => {
        console.info(`${kilobytes(bytes).padStart(9)} of ${kilobytes(most)}  ${name}`)
        if (bytes > most) over.push(`${name}: ${kilobytes(bytes)} of ${kilobytes(most)}`)
      }
      say('scripts of the sign-in page', size(signIn, '.js'), budget.signIn)
      say('scripts of the first page', size(first, '.js'), budget.firstPage)
      say('styles of the first page', size(first, '.css'), budget.style)
      for (const [name, files] of routes(bundle, first))
        say(`scripts of ${name}`, size(files, '.js'), budget.route)
      if (over.length) this.error(`Over budget (gzip):\n${over.join('\n')}`)
    },
  }
}

/** What each lazy page adds to the first one. What a page itself loads lazily, such as the canvas, is not in it. */
function routes(bundle: Rolldown.OutputBundle, first: Set<string>): [string, Set<string>][] {
  const lazy = [...first].flatMap((file) => {
    const chunk = bundle[file]
    return chunk?.type === 'chunk' ? chunk.dynamicImports : []
  })
  return [...new Set(lazy)]
    .filter((file) => !first.has(file))
    .map((file): [string, Set<string>] => {
      const chunk = bundle[file]
      const added = [...reachable(bundle, [file])].filter((one) => !first.has(one))
      return [chunk?.type === 'chunk' ? chunk.name : file, new Set(added)]
    })
    .toSorted(([one], [other]) => one.localeCompare(other))
}

function startingWith(bundle: Rolldown.OutputBundle, modules: string[]): string[] {
  return Object.entries(bundle)
    .filter(
      ([, chunk]) => chunk.type === 'chunk' && modules.some((one) => chunk.facadeModuleId?.endsWith(one)),
    )
    .map(([name]) => name)
}

function reachable(bundle: Rolldown.OutputBundle, starts: string[]): Set<string> {
  const found = new Set<string>()
  const visit = (name: string) => {
    const chunk = bundle[name]
    if (found.has(name) || chunk?.type !== 'chunk') return
    found.add(name)
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style)
    for (const next of chunk.imports) visit(next)
  }
  for (const start of starts) visit(start)
  return found
}

function gzipped(file: Rolldown.OutputBundle[string] | undefined): number {
  if (!file) return 0
  return gzipSync(file.type === 'chunk' ? file.code : file.source).length
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
