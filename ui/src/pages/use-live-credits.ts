import { useClient } from 'urql'
import { AgentPageFragment } from '../features/agents/agent-page'
import { readFragment } from '../gql'
import type { AgentPageFragment as AgentPage, CreditsPageQueryVariables } from '../gql/graphql'
import { useLive, type Liveness } from '../lib/use-live'
import { CreditsPageQuery } from './credits-query'

/** Renews the figures of the current period; the page reads them from the cache. */
export function useLiveCredits(
  variables: CreditsPageQueryVariables,
  current: boolean,
  refreshMore: (first: AgentPage) => Promise<boolean>,
): Liveness {
  const client = useClient()
  return useLive(current, async () => {
    const { data } = await client
      .query(CreditsPageQuery, variables, { requestPolicy: 'network-only' })
      .toPromise()
    if (!data) return false
    return refreshMore(readFragment(AgentPageFragment, data.workspace.creditsDashboard.agents))
  })
}
