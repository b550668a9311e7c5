import { agentStatuses } from '../features/agents/agent-statuses'
import { parseSort, toOrder, toSort } from '../features/agents/agent-sort'
import type { AgentStatus, CreditsPageQueryVariables } from '../gql/graphql'
import { line, someOf } from '../lib/url-state'

/** The view of the credits page as its URL says it; what is left out is the default. */
export interface CreditsSearch {
  /** Id of a past billing period. */
  period?: string
  /** Part of an agent's name. */
  q?: string
  sort?: string
  status?: AgentStatus[]
}

export function creditsSearch(search: Record<string, unknown>): CreditsSearch {
  return {
    period: line(search.period, 200),
    q: line(search.q, 100),
    sort: parseSort(search.sort),
    status: someOf(agentStatuses, search.status),
  }
}

/** What a view of a workspace asks for. */
export function creditsVariables(
  workspaceId: string,
  { period, q, sort, status }: CreditsSearch,
): CreditsPageQueryVariables {
  return { workspaceId, period, orderBy: toOrder(toSort(sort)), filter: { search: q, status } }
}
