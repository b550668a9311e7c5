import { graphql } from '../../gql'

export const PurchaseTermsQuery = graphql(`
  query PurchaseTerms($workspaceId: ID!) {
    workspace(id: $workspaceId) {
      id
      billing {
        id
        channel
        ...AskTeam
        ...Allowance
        ...Receipts
      }
    }
  }
`)

export const PurchaseOptionsQuery = graphql(`
  query PurchaseOptions($workspaceId: ID!) {
    workspace(id: $workspaceId) {
      id
      billing {
        id
        resetsAt
        topUps: quotes(kind: TOP_UP) {
          ...Pack
        }
        allowances: quotes(kind: ALLOWANCE) {
          ...Pack
        }
      }
    }
  }
`)
