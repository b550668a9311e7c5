import { createRequest, useClient } from 'urql'
import { AgentPageFragment } from '../features/agents/agent-page'
import { readFragment } from '../gql'
import type { AgentPageFragment as AgentPage, CreditsPageQueryVariables } from '../gql/graphql'
import { useLive, type Liveness } from '../lib/use-live'
import { CreditsPageQuery } from './credits-query'

/**
 * Renews the figures of the current period. They reach the page through the cache: the
 * request has a key of its own, so that a failure does not become the page's result.
 */
export function useLiveCredits(
  variables: CreditsPageQueryVariables,
  current: boolean,
  refreshMore: (first: AgentPage) => Promise<boolean>,
): Liveness {
  const client = useClient()
  return useLive(current, async () => {
    const request = createRequest(CreditsPageQuery, variables)
    const { data } = await client
      .executeQuery({ ...request, key: request.key + 1 }, { requestPolicy: 'network-only' })
      .toPromise()
    if (!data) return false
    return refreshMore(readFragment(AgentPageFragment, data.workspace.creditsDashboard.agents))
  })
}
