import { graphql } from '../gql'

/** What the page shows of a period, asked for or shown live. */
export const CreditsDashboardFragment = graphql(`
  fragment CreditsDashboard on CreditsDashboard {
    asOf
    allocation
    period {
      id
      current
      ...PeriodChoice
    }
    previousPeriod {
      id
      ...PeriodChoice
    }
    nextPeriod {
      ...PeriodChoice
    }
    ...UsageSummary
    ...ForecastNote
    ...UsageChart
    cards {
      ...MetricCards
    }
    agents(first: 50, orderBy: $orderBy, filter: $filter) {
      ...AgentPage
    }
  }
`)

export const CreditsPageQuery = graphql(`
  query CreditsPage(
    $workspaceId: ID!
    $period: ID
    $orderBy: AgentUsageOrder!
    $filter: AgentUsageFilter!
  ) {
    workspace(id: $workspaceId) {
      id
      name
      timeZone
      allows
      periods(first: 36) {
        nodes {
          ...PeriodChoice
        }
      }
      creditsDashboard(period: $period) {
        ...CreditsDashboard
      }
    }
  }
`)

export const CreditsLiveSubscription = graphql(`
  subscription CreditsLive(
    $workspaceId: ID!
    $after: String
    $orderBy: AgentUsageOrder!
    $filter: AgentUsageFilter!
  ) {
    workspaceUsage(workspaceId: $workspaceId, after: $after) {
      version
      dashboard {
        ...CreditsDashboard
      }
    }
  }
`)

/** The part of the page's query that a frame brings. */
export const CreditsFrameQuery = graphql(`
  query CreditsFrame(
    $workspaceId: ID!
    $period: ID
    $orderBy: AgentUsageOrder!
    $filter: AgentUsageFilter!
  ) {
    workspace(id: $workspaceId) {
      id
      creditsDashboard(period: $period) {
        ...CreditsDashboard
      }
    }
  }
`)
