import { useState, type KeyboardEvent } from 'react'

const week = 7

/**
 * The item of a chart that is being read: arrows move by one, with shift by a week,
 * Home and End to the ends, Escape leaves. Left begins at `start`, right after it.
 */
export function useChartCursor(count: number, start: number) {
  const [place, setPlace] = useState<number | null>(null)
  const last = count - 1
  const cursor = place === null || count === 0 ? null : Math.min(place, last)

  function onKeyDown(event: KeyboardEvent) {
    const step = event.shiftKey ? week : 1
    const from = cursor ?? start
    const moves: Record<string, number | null> = {
      ArrowLeft: cursor === null ? start : Math.max(0, from - step),
      ArrowRight: Math.min(last, from + step),
      Home: 0,
      End: last,
      Escape: null,
    }
    const move = moves[event.key]
    if (move === undefined || count === 0) return
    event.preventDefault()
    setPlace(move)
  }

  return { cursor, setCursor: setPlace, onKeyDown }
}
