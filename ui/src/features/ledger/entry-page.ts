import { graphql } from '../../gql'

/** One page of the list, whether it came with the ledger or was asked for after it. */
export const EntryPageFragment = graphql(`
  fragment EntryPage on LedgerEntryConnection {
    nodes {
      id
      kind
      grantKind
      amount
      at
      note
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`)

export const MoreEntriesQuery = graphql(`
  query MoreEntries($workspaceId: ID!, $period: ID, $after: String!) {
    workspace(id: $workspaceId) {
      id
      creditsDashboard(period: $period) {
        ledgerEntries(first: 100, after: $after) {
          ...EntryPage
        }
      }
    }
  }
`)
