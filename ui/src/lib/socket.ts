import { createClient, type Client } from 'graphql-ws'
import { apiOrigin } from './api'
import { setSocketOpen } from './use-socket-open'

const firstWait = 300
const longestWait = 20_000

let client: Client | undefined

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
    on: { connected: () => setSocketOpen(true), closed: () => setSocketOpen(false) },
  })
  return client
}

/** Milliseconds; drawn by lot, so that the clients of a server that restarts do not all come at once. */
export function waitAfter(retries: number): number {
  const longest = Math.min(firstWait * 2 ** retries, longestWait)
  return longest * (0.5 + Math.random() / 2)
}
