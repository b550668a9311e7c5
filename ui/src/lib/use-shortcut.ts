import { useEffect, useEffectEvent } from 'react'
import { remembered } from './remember'

/**
 * Calls `act` when a single key is pressed outside of a text field. People who speak
 * to their computer can trigger such keys by accident, so all of them can be switched off.
 */
export function useShortcut(key: string, act: () => void) {
  const onPress = useEffectEvent((event: KeyboardEvent) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey
    if (event.key !== key || modified || isTyping(event.target) || !shortcutsEnabled()) return
    event.preventDefault()
    act()
  })

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onPress(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable]')
}

function shortcutsEnabled(): boolean {
  return remembered('shortcuts') !== 'off'
}
