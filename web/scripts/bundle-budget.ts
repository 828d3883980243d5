import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

type Budget = { script: number; style: number }

/** What the browser must fetch before the first page works: the entry, the signed-in application, and all they import. */
const firstPage = ['index.html', 'src/app/app.tsx']

/** Fails the build when the first page's gzipped scripts or styles exceed the budget, in bytes. */
export function bundleBudget(budget: Budget): Plugin {
  return {
    name: 'bundle-budget',
    apply: 'build',
    writeBundle(_options, bundle) {
      const files = reachable(bundle)
      const size = (ending: string) =>
        files.filter((file) => file.endsWith(ending)).reduce((sum, file) => sum + gzipped(bundle[file]), 0)
      const script = size('.js')
      const style = size('.css')
      console.info(`first page: ${kilobytes(script)} script, ${kilobytes(style)} style (gzip)`)
      if (script > budget.script)
        this.error(`scripts of the first page exceed ${kilobytes(budget.script)}: ${kilobytes(script)}`)
      if (style > budget.style)
        this.error(`styles of the first page exceed ${kilobytes(budget.style)}: ${kilobytes(style)}`)
    },
  }
}

function reachable(bundle: Rolldown.OutputBundle): string[] {
  const found = new Set<string>()
  const visit = (name: string) => {
    const chunk = bundle[name]
    if (found.has(name) || chunk?.type !== 'chunk') return
    found.add(name)
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style)
    for (const next of chunk.imports) visit(next)
  }
  for (const [name, chunk] of Object.entries(bundle))
    if (chunk.type === 'chunk' && firstPage.some((start) => chunk.facadeModuleId?.endsWith(start)))
      visit(name)
  return [...found]
}

function gzipped(file: Rolldown.OutputBundle[string] | undefined): number {
  if (!file) return 0
  return gzipSync(file.type === 'chunk' ? file.code : file.source).length
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
