import { useEffect, useEffectEvent, useState } from 'react'

const longestInterval = 60_000

/** How refreshing goes: not begun, or how the last one went. */
export type Polling = 'fresh' | 'good' | 'failing'

/**
 * Runs `refresh` every `interval` milliseconds, three seconds unless it is said, while the tab is visible, and at once when it
 * becomes so. A failed refresh (false) doubles the wait, up to a minute.
 */
export function usePolling(
  enabled: boolean,
  refresh: () => Promise<boolean>,
  interval = 3_000,
): Polling {
  const [polling, setPolling] = useState<Polling>('fresh')
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
      setPolling(succeeded ? 'good' : 'failing')
      wait = succeeded ? interval : Math.min(wait * 2, longestInterval)
      clearTimeout(timer)
      timer = setTimeout(run, wait)
    }

    document.addEventListener('visibilitychange', run)
    return () => {
      stopped = true
      clearTimeout(timer)
      setPolling('fresh')
      document.removeEventListener('visibilitychange', run)
    }
  }, [enabled, interval])

  return polling
}
