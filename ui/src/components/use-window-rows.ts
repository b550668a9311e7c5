import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'

/** Rows are drawn in steps of so many, so that most scroll events change nothing. */
const step = 10
const beyond = 12
const short = 100

interface Sight {
  from: number
  to: number
  /** Of a row, in CSS pixels; 0 until one has been measured. */
  height: number
}

interface WindowRows {
  from: number
  to: number
  /** Heights of what is left out above and below, in CSS pixels. */
  above: number
  below: number
}

/**
 * Which of the rows that are there are near enough to the window to be drawn, where the table
 * is long when they all are. All rows are of one height; short tables are drawn whole, so that
 * they can be searched and printed.
 */
export function useWindowRows(
  body: RefObject<HTMLElement | null>,
  count: number,
  total: number,
): WindowRows {
  const long = total > short
  const [sight, setSight] = useState<Sight>({ from: 0, to: 30, height: 0 })
  const seen = useRef(sight)

  const look = useCallback(() => {
    const height = body.current?.querySelector<HTMLElement>('tr:not([aria-hidden])')?.offsetHeight
    if (!body.current || !height) return
    const top = -body.current.getBoundingClientRect().top / height
    const from = Math.max(0, Math.floor((top - beyond) / step) * step)
    const to = Math.ceil((top + window.innerHeight / height + beyond) / step) * step
    const { current } = seen
    if (from === current.from && to === current.to && height === current.height) return
    seen.current = { from, to, height }
    setSight(seen.current)
  }, [body])

  useEffect(() => {
    if (!long) return
    look()
    window.addEventListener('scroll', look, { passive: true })
    window.addEventListener('resize', look)
    return () => {
      window.removeEventListener('scroll', look)
      window.removeEventListener('resize', look)
    }
  }, [long, look])

  if (!long) return { from: 0, to: count, above: 0, below: 0 }
  const from = Math.min(sight.from, Math.max(0, count - step))
  const to = Math.min(count, Math.max(sight.to, from + step))
  return { from, to, above: from * sight.height, below: (count - to) * sight.height }
}
