import { graphql } from '../gql'

/** What the page shows of a period, asked for or shown live. */
export const ContractOverviewFragment = graphql(`
  fragment ContractOverview on ContractOverview {
    asOf
    period {
      id
      current
      ...PeriodChoice
    }
    previousPeriod {
      ...PeriodChoice
    }
    nextPeriod {
      ...PeriodChoice
    }
    pool {
      used
      ...PoolBar
    }
    ...PoolSummary
    workspaces(first: 50, after: $cursor) {
      nodes {
        workspaceId
        ...WorkspaceUse
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        endCursor
      }
    }
  }
`)

export const ContractPageQuery = graphql(`
  query ContractPage($contractId: ID!, $period: ID, $cursor: String) {
    contract(id: $contractId) {
      id
      name
      timeZone
      periods(first: 36) {
        nodes {
          ...PeriodChoice
        }
      }
      overview(period: $period) {
        ...ContractOverview
        workspaces(first: 50, after: $cursor) {
          nodes {
            ...WorkspaceRow
          }
        }
      }
    }
  }
`)

export const ContractLiveSubscription = graphql(`
  subscription ContractLive($contractId: ID!, $after: String, $cursor: String) {
    contractUsage(contractId: $contractId, after: $after) {
      version
      overview {
        ...ContractOverview
      }
    }
  }
`)

/** The part of the page's query that a frame brings. */
export const ContractFrameQuery = graphql(`
  query ContractFrame($contractId: ID!, $period: ID, $cursor: String) {
    contract(id: $contractId) {
      id
      overview(period: $period) {
        ...ContractOverview
        workspaces(first: 50, after: $cursor) {
          nodes {
            workspace {
              id
            }
          }
        }
      }
    }
  }
`)
