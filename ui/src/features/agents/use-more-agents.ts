import { useClient } from 'urql'
import { readFragment } from '../../gql'
import type { MoreAgentsQueryVariables } from '../../gql/graphql'
import { useMorePages } from '../../lib/use-more-pages'
import { AgentPageFragment, MoreAgentsQuery } from './agent-page'

/** The pages of agents after the first. */
export function useMoreAgents(variables: Omit<MoreAgentsQueryVariables, 'after'>) {
  const client = useClient()
  return useMorePages(JSON.stringify(variables), async (after) => {
    const { data } = await client
      .query(MoreAgentsQuery, { ...variables, after }, { requestPolicy: 'network-only' })
      .toPromise()
    return readFragment(AgentPageFragment, data?.workspace.creditsDashboard.agents)
  })
}
