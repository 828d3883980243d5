import { Button } from '@mantine/core'
import { onlineManager } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Moment } from '../../components/time'
import classes from './notices.module.css'
import { useNewVersion } from './version'

/** What holds for every page: the connection is gone, or another version is out. */
export function Notices() {
  const online = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  )
  const outdated = useNewVersion()
  return (
    <div aria-live="polite">
      {!online && <Offline />}
      {outdated && (
        <div className={classes.notice}>
          <span>A new version of SecureObs is out. This page still works; reload when it suits you.</span>
          <Button size="compact-sm" variant="default" onClick={() => location.reload()}>
            Reload
          </Button>
        </div>
      )}
    </div>
  )
}

function Offline() {
  const [since, setSince] = useState<string>()
  useEffect(() => setSince(new Date().toISOString()), [])
  return (
    <div className={classes.notice}>
      <span>
        You are offline. What you see is as it was {since && <Moment at={since} />}; what you typed stays, and
        what you send fails until the connection is back.
      </span>
    </div>
  )
}
