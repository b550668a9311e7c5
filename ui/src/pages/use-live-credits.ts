import { useEffect, useEffectEvent, useRef } from 'react'
import { createRequest, useClient, useSubscription } from 'urql'
import { AgentPageFragment } from '../features/agents/agent-page'
import type { Liveness } from '../features/usage/freshness'
import { readFragment, type FragmentType } from '../gql'
import type {
  AgentPageFragment as AgentPage,
  CreditsFrameQueryVariables,
  CreditsLiveSubscription as Frame,
  CreditsPageQuery as Page,
  CreditsPageQueryVariables,
} from '../gql/graphql'
import { frameUpdates } from '../lib/frames'
import { usePolling } from '../lib/use-polling'
import { useSocketOpen } from '../lib/use-socket-open'
import { useVisible } from '../lib/use-visible'
import {
  CreditsDashboardFragment,
  CreditsFrameQuery,
  CreditsLiveSubscription,
  CreditsPageQuery,
} from './credits-query'

frameUpdates.workspaceUsage = (frame, _, cache, { variables }) => {
  const { workspaceUsage } = frame as unknown as Frame
  // The period is no variable of the subscription: it tells what the page asked for.
  const asked = variables as CreditsFrameQueryVariables
  cache.updateQuery({ query: CreditsFrameQuery, variables: asked }, () => ({
    workspace: {
      __typename: 'Workspace',
      id: asked.workspaceId,
      creditsDashboard: workspaceUsage.dashboard,
    },
  }))
}

const agentsOf = (dashboard: FragmentType<typeof CreditsDashboardFragment>) =>
  readFragment(AgentPageFragment, readFragment(CreditsDashboardFragment, dashboard).agents)

/** At most so often are the pages after the first asked for again, in milliseconds. */
const morePace = 3_000

/**
 * Renews the figures of the current period: with every frame, or every few seconds while there is no socket. They reach
 * the page through the cache.
 */
export function useLiveCredits(
  variables: CreditsPageQueryVariables,
  page: Page | undefined,
  refreshMore: (first: AgentPage) => Promise<boolean>,
): Liveness {
  const client = useClient()
  const moreAt = useRef(0)
  const current =
    readFragment(CreditsDashboardFragment, page?.workspace.creditsDashboard)?.period.current ?? false

  const [{ data: frame, error }] = useSubscription({
    query: CreditsLiveSubscription,
    variables,
    pause: !(useVisible() && current),
  })
  const live = useSocketOpen() && frame !== undefined && !error

  async function renewMore(dashboard: FragmentType<typeof CreditsDashboardFragment>) {
    if (Date.now() - moreAt.current < morePace) return true
    moreAt.current = Date.now()
    return refreshMore(agentsOf(dashboard))
  }
  const onFrame = useEffectEvent(({ workspaceUsage }: Frame) => renewMore(workspaceUsage.dashboard))
  useEffect(() => void (frame && onFrame(frame)), [frame])

  // The request has a key of its own, so that a failure does not become the page's result.
  async function poll(): Promise<boolean> {
    const request = createRequest(CreditsPageQuery, variables)
    const { data } = await client
      .executeQuery({ ...request, key: request.key + 1 }, { requestPolicy: 'network-only' })
      .toPromise()
    return data ? renewMore(data.workspace.creditsDashboard) : false
  }
  const polled = usePolling(current && !live, poll)

  if (live || polled === 'fresh') return 'live'
  return polled === 'good' ? 'reconnecting' : 'stale'
}
