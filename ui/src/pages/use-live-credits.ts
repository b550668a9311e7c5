import { useRef } from 'react'
import { createRequest, useClient } from 'urql'
import { AgentPageFragment } from '../features/agents/agent-page'
import type { Liveness } from '../features/usage/freshness'
import { readFragment, type FragmentType } from '../gql'
import type {
  AgentPageFragment as AgentPage,
  CreditsPageQuery as Page,
  CreditsPageQueryVariables,
} from '../gql/graphql'
import { useFrames } from '../lib/use-frames'
import { usePolling } from '../lib/use-polling'
import { CreditsDashboardFragment, CreditsLiveSubscription, CreditsPageQuery } from './credits-query'

const agentsOf = (dashboard: FragmentType<typeof CreditsDashboardFragment>) =>
  readFragment(AgentPageFragment, readFragment(CreditsDashboardFragment, dashboard).agents)

/** At most so often are the pages after the first asked for again, in milliseconds. */
const morePace = 3_000

/**
 * Renews the figures of the current period: when a frame says that they have changed, or every few
 * seconds while there is no socket. They reach the page through the cache: the request has a key of its own, so that a
 * failure does not become the page's result.
 */
export function useLiveCredits(
  variables: CreditsPageQueryVariables,
  page: Page | undefined,
  refreshMore: (first: AgentPage) => Promise<boolean>,
): Liveness {
  const client = useClient()
  const moreAt = useRef(0)
  const shown = readFragment(CreditsDashboardFragment, page?.workspace.creditsDashboard)
  const current = shown?.period.current ?? false

  async function renew(): Promise<boolean> {
    const request = createRequest(CreditsPageQuery, variables)
    const { data } = await client
      .executeQuery({ ...request, key: request.key + 1 }, { requestPolicy: 'network-only' })
      .toPromise()
    if (!data) return false
    if (Date.now() - moreAt.current < morePace) return true
    moreAt.current = Date.now()
    return refreshMore(agentsOf(data.workspace.creditsDashboard))
  }

  const open = useFrames(current, {
    document: CreditsLiveSubscription,
    variables: {
      workspaceId: variables.workspaceId,
      orderBy: variables.orderBy,
      filter: variables.filter,
    },
    versionOf: ({ workspaceUsage }) => workspaceUsage.version,
    onFrame: () => void renew(),
  })

  const polled = usePolling(current && !open, renew)
  if (open || polled === 'fresh') return 'live'
  return polled === 'good' ? 'reconnecting' : 'stale'
}
