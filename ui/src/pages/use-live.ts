import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { useEffect, useEffectEvent } from 'react'
import { createRequest, useClient, useSubscription, type AnyVariables } from 'urql'
import type { Liveness } from '../features/usage/freshness'
import { usePolling } from '../lib/use-polling'
import { useSocketOpen } from '../lib/use-socket-open'
import { useVisible } from '../lib/use-visible'

interface LiveSource<Page, Frame, Variables extends AnyVariables> {
  /** The page's query, asked again while no frames come. */
  page: TypedDocumentNode<Page, Variables>
  /** Brings the same figures as they change. */
  frames: TypedDocumentNode<Frame, Variables>
  variables: Variables
  /** Whether the page shows what can change. */
  current: boolean
  onFrame?: (frame: Frame) => void
  /** Tells whether what the page shows beside its query could be renewed too. */
  onPoll?: (page: Page) => Promise<boolean>
}

/**
 * Renews the figures of a page: with every frame, or every few seconds while there is no socket. They reach the page
 * through the cache.
 */
export function useLive<Page, Frame, Variables extends AnyVariables>({
  page,
  frames,
  variables,
  current,
  onFrame,
  onPoll,
}: LiveSource<Page, Frame, Variables>): Liveness {
  const client = useClient()
  const [{ data: frame, error }] = useSubscription({
    query: frames,
    variables,
    pause: !(useVisible() && current),
  })
  const live = useSocketOpen() && frame !== undefined && !error
  const seen = useEffectEvent((latest: Frame) => onFrame?.(latest))
  useEffect(() => void (frame && seen(frame)), [frame])

  // The request has a key of its own, so that a failure does not become the page's result.
  async function poll(): Promise<boolean> {
    const request = createRequest(page, variables)
    const { data } = await client
      .executeQuery({ ...request, key: request.key + 1 }, { requestPolicy: 'network-only' })
      .toPromise()
    return data ? (onPoll?.(data) ?? true) : false
  }
  const polled = usePolling(current && !live, poll)

  if (live || polled === 'fresh') return 'live'
  return polled === 'good' ? 'reconnecting' : 'stale'
}
