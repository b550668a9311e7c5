import { graphql } from '../gql'

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
      ...PeriodList
      creditsDashboard(period: $period) {
        asOf
        allocation
        period {
          id
          current
        }
        previousPeriod {
          id
        }
        ...Freshness
        ...PeriodSelector
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
    }
  }
`)
