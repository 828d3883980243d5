import { useEffect, useState } from 'react'

const interval = 10 * 60_000

/** The entry script that a page names: its name says what is in it. */
export const entryOf = (page: string) => /\/assets\/index-[\w-]+\.js/.exec(page)?.[0]

/** Whether the service has another dashboard by now than this one. Asked when somebody comes back, every ten minutes at most. */
export function useNewVersion(): boolean {
  const [outdated, setOutdated] = useState(false)
  useEffect(() => {
    const own = entryOf(document.documentElement.outerHTML)
    let asked = Date.now()
    const ask = async () => {
      if (!own || document.hidden || Date.now() - asked < interval) return
      asked = Date.now()
      const page = await fetch('/', { cache: 'no-store' }).then((answer) => (answer.ok ? answer.text() : ''))
      const now = entryOf(page)
      if (now && now !== own) setOutdated(true)
    }
    const asking = () => void ask().catch(() => {})
    // A part of this version that the service no longer has.
    const missing = () => setOutdated(true)
    const timer = setInterval(asking, interval)
    document.addEventListener('visibilitychange', asking)
    window.addEventListener('vite:preloadError', missing)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', asking)
      window.removeEventListener('vite:preloadError', missing)
    }
  }, [])
  return outdated
}
