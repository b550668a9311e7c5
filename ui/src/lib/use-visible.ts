import { useSyncExternalStore } from 'react'

function subscribe(onChange: () => void): () => void {
  document.addEventListener('visibilitychange', onChange)
  return () => document.removeEventListener('visibilitychange', onChange)
}

/** Whether the tab can be seen. */
export function useVisible(): boolean {
  return useSyncExternalStore(subscribe, () => !document.hidden)
}
