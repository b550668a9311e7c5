import { useSyncExternalStore } from 'react'

export interface Toast {
  id: number
  text: string
  tone: 'neutral' | 'bad'
  /** What can be done about it. */
  action?: { label: string; run: () => void }
}

let toasts: readonly Toast[] = []
let last = 0
const listeners = new Set<() => void>()

function publish(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/** Tells what has happened, at the edge of the page; a new toast takes the place of the one before. */
export function toast(told: Omit<Toast, 'id'>) {
  last += 1
  publish([{ ...told, id: last }])
}

export function dismiss(id: number) {
  publish(toasts.filter((shown) => shown.id !== id))
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
}
