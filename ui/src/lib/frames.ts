import type { UpdateResolver } from '@urql/exchange-graphcache'
import type { SubscriptionForwarder } from 'urql'

/** At most so often are frames shown, in milliseconds: a page need not be painted for each. */
const pace = 150

/** What frames change in the cache, by the field that brings them. The page that subscribes adds its own. */
export const frameUpdates: Record<string, UpdateResolver> = {}

/** Carries a subscription over the socket of the page, which is loaded with the first. */
export const forwardSubscription: SubscriptionForwarder = ({ query = '', variables }) => ({
  subscribe({ next, error, complete }) {
    const latest = latestOnly(pace, next)
    // The client sends it again when it has reconnected, with the version that was seen last by then.
    const payload = { query, variables: { ...variables } }
    let over = false
    let leave: (() => void) | undefined
    void import('./socket').then(({ socket }) => {
      if (over) return
      leave = socket().subscribe<Record<string, { version: string }>>(payload, {
        next(result) {
          for (const { version } of Object.values(result.data ?? {})) {
            payload.variables.after = version
          }
          latest.give(result as Parameters<typeof next>[0])
        },
        error,
        complete,
      })
    })
    return {
      unsubscribe() {
        over = true
        latest.stop()
        leave?.()
      },
    }
  },
})

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
