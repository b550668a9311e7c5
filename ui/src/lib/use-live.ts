import { useEffect, useEffectEvent, useState } from 'react'

const interval = 3_000
const longestInterval = 60_000

export type Liveness = 'live' | 'reconnecting'

/**
 * Runs `refresh` every three seconds while the tab is visible, and at once when it
 * becomes so. A failed refresh (false) doubles the wait, up to a minute.
 */
export function useLive(enabled: boolean, refresh: () => Promise<boolean>): Liveness {
  const [liveness, setLiveness] = useState<Liveness>('live')
  const onRefresh = useEffectEvent(refresh)

  useEffect(() => {
    if (!enabled) return
    let stopped = false
    let wait = interval
    let timer = setTimeout(run, wait)

    async function run() {
      if (document.hidden) return
      const succeeded = await onRefresh()
      if (stopped) return
      setLiveness(succeeded ? 'live' : 'reconnecting')
      wait = succeeded ? interval : Math.min(wait * 2, longestInterval)
      clearTimeout(timer)
      timer = setTimeout(run, wait)
    }

    document.addEventListener('visibilitychange', run)
    return () => {
      stopped = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', run)
    }
  }, [enabled])

  return liveness
}
