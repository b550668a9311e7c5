import { useEffect, useEffectEvent, type RefObject } from 'react'

/** Calls `act` whenever an element comes within a screen's height of being seen. */
export function useInSight(ref: RefObject<Element | null>, act: () => void) {
  const onSight = useEffectEvent(act)
  useEffect(() => {
    if (!ref.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onSight(), {
      rootMargin: '100% 0px',
    })
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [ref])
}
