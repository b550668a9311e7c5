import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let open = false

/** Says whether the one socket of the page stands. */
export function setSocketOpen(stands: boolean) {
  open = stands
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the one socket of the page stands. */
export function useSocketOpen(): boolean {
  return useSyncExternalStore(subscribe, () => open)
}
