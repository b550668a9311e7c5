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

/** The answer that the server would have given. */
const answerOf = (data: Page) => Promise.resolve(Response.json({ data }))

const agentsOf = (dashboard: FragmentType<typeof CreditsDashboardFragment>) =>
  readFragment(AgentPageFragment, readFragment(CreditsDashboardFragment, dashboard).agents)

/** At most so often are the pages after the first asked for again, in milliseconds. */
const morePace = 3_000

/**
 * Renews the figures of the current period: as they change, or every few seconds while there is no
 * socket. They reach the page through the cache: the request has a key of its own, so that a
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

  async function renew(frame?: Page): Promise<Page | undefined> {
    const request = createRequest(CreditsPageQuery, variables)
    const { data } = await client
      .executeQuery(
        { ...request, key: request.key + 1 },
        { requestPolicy: 'network-only', ...(frame && { fetch: () => answerOf(frame) }) },
      )
      .toPromise()
    return data
  }

  const open = useFrames(current, {
    document: CreditsLiveSubscription,
    variables: {
      workspaceId: variables.workspaceId,
      orderBy: variables.orderBy,
      filter: variables.filter,
    },
    versionOf: ({ workspaceUsage }) => workspaceUsage.version,
    onFrame({ workspaceUsage: { dashboard } }) {
      if (!page) return
      void renew({ ...page, workspace: { ...page.workspace, creditsDashboard: dashboard } })
      if (Date.now() - moreAt.current < morePace) return
      moreAt.current = Date.now()
      void refreshMore(agentsOf(dashboard))
    },
  })

  const polled = usePolling(current && !open, async () => {
    const data = await renew()
    if (!data) return false
    return refreshMore(agentsOf(data.workspace.creditsDashboard))
  })
  if (open || polled === 'fresh') return 'live'
  return polled === 'good' ? 'reconnecting' : 'stale'
}
