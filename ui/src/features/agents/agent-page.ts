import { graphql } from '../../gql'

/** One page of the list, whether it came with the dashboard or was asked for after it. */
export const AgentPageFragment = graphql(`
  fragment AgentPage on AgentUsageConnection {
    totalCount
    nodes {
      id
      ...AgentRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`)

export const MoreAgentsQuery = graphql(`
  query MoreAgents(
    $workspaceId: ID!
    $period: ID
    $after: String!
    $orderBy: AgentUsageOrder!
    $filter: AgentUsageFilter!
  ) {
    workspace(id: $workspaceId) {
      id
      creditsDashboard(period: $period) {
        agents(first: 100, after: $after, orderBy: $orderBy, filter: $filter) {
          ...AgentPage
        }
      }
    }
  }
`)
