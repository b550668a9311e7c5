import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { formatDocument, stringifyDocument } from 'urql'
import { useVisible } from './use-visible'

/** At most so often are frames shown, in milliseconds: a page need not be painted for each. */
const pace = 1_000

export interface Subscription<Data, Variables extends { after?: string | null }> {
  document: TypedDocumentNode<Data, Variables>
  variables: Omit<Variables, 'after'>
  /** The version of a frame: after an interruption the subscription goes on from there. */
  versionOf: (data: Data) => string
  onFrame: (data: Data) => void
}

/**
 * Subscribes while `enabled` and while the tab can be seen, and gives the latest frame to `onFrame`.
 * True while a frame would come at once if there were one.
 */
export function useFrames<Data extends object, Variables extends { after?: string | null }>(
  enabled: boolean,
  { document, variables, versionOf, onFrame }: Subscription<Data, Variables>,
): boolean {
  const [open, setOpen] = useState(false)
  const show = useEffectEvent(onFrame)
  const nameOf = useEffectEvent(versionOf)
  const given = JSON.stringify(variables)
  const seen = useRef<{ given: string; after: string | null }>({ given, after: null })
  const active = useVisible() && enabled

  useEffect(() => {
    if (!active) return
    if (seen.current.given !== given) seen.current = { given, after: null }
    const query = stringifyDocument(formatDocument(document))
    // The client sends it again when it has reconnected, with the version that was seen last by then.
    const payload = { query, variables: { ...JSON.parse(given), after: seen.current.after } }
    const latest = latestOnly(pace, (data: Data) => show(data))
    let over = false
    let leave = () => {}

    void import('./socket').then(({ onSocket, socket }) => {
      if (over) return
      const deaf = onSocket((state) => setOpen(state === 'open'))
      const unsubscribe = socket().subscribe<Data>(payload, {
        next({ data }) {
          if (!data) return
          setOpen(true)
          payload.variables.after = seen.current.after = nameOf(data)
          latest.give(data)
        },
        error: () => setOpen(false),
        complete: () => setOpen(false),
      })
      leave = () => {
        deaf()
        unsubscribe()
      }
    })
    return () => {
      over = true
      latest.stop()
      leave()
      setOpen(false)
    }
  }, [active, document, given])

  return open
}

/** Passes values on at most every so many milliseconds, the first at once and then the latest. */
function latestOnly<Value>(interval: number, pass: (value: Value) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: { value: Value } | undefined
  function passOn() {
    timer = undefined
    if (!waiting) return
    const { value } = waiting
    waiting = undefined
    timer = setTimeout(passOn, interval)
    pass(value)
  }
  return {
    give(value: Value) {
      waiting = { value }
      if (!timer) passOn()
    },
    stop: () => clearTimeout(timer),
  }
}
