import { createClient, type Client } from 'graphql-ws'
import { apiOrigin } from './api'

const firstWait = 300
const longestWait = 20_000

/** Whether the one socket of the page stands. */
export type SocketState = 'open' | 'closed'

const listeners = new Set<(state: SocketState) => void>()
let client: Client | undefined

/** Tells of the socket until the returned function is called. */
export function onSocket(listener: (state: SocketState) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const tell = (state: SocketState) => listeners.forEach((listener) => listener(state))

/** The socket that all subscriptions of the page share. It is there while one of them is. */
export function socket(): Client {
  client ??= createClient({
    url: new URL(`${apiOrigin}/graphql`, window.location.href).href.replace(/^http/, 'ws'),
    keepAlive: 10_000,
    lazyCloseTimeout: 1_000,
    retryAttempts: Infinity,
    // All but the codes by which the server says that coming back is of no use.
    shouldRetry: () => true,
    retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, waitAfter(retries))),
    on: { connected: () => tell('open'), closed: () => tell('closed') },
  })
  return client
}

/** Milliseconds; drawn by lot, so that the clients of a server that restarts do not all come at once. */
export function waitAfter(retries: number): number {
  const longest = Math.min(firstWait * 2 ** retries, longestWait)
  return longest * (0.5 + Math.random() / 2)
}
