import { useRef } from 'react'
import { AgentPageFragment } from '../features/agents/agent-page'
import type { Liveness } from '../features/usage/freshness'
import { readFragment, type FragmentType } from '../gql'
import type {
  AgentPageFragment as AgentPage,
  CreditsFrameQueryVariables,
  CreditsLiveSubscription as Frame,
  CreditsPageQuery as Page,
  CreditsPageQueryVariables,
} from '../gql/graphql'
import { frameUpdates } from '../lib/frames'
import {
  CreditsDashboardFragment,
  CreditsFrameQuery,
  CreditsLiveSubscription,
  CreditsPageQuery,
} from './credits-query'
import { useLive } from './use-live'

frameUpdates.workspaceUsage = (frame, _, cache, { variables }) => {
  const { workspaceUsage } = frame as unknown as Frame
  // The period is no variable of the subscription: it tells what the page asked for.
  const asked = variables as CreditsFrameQueryVariables
  cache.updateQuery({ query: CreditsFrameQuery, variables: asked }, () => ({
    workspace: {
      __typename: 'Workspace',
      id: asked.workspaceId,
      creditsDashboard: workspaceUsage.dashboard,
    },
  }))
}

const agentsOf = (dashboard: FragmentType<typeof CreditsDashboardFragment>) =>
  readFragment(AgentPageFragment, readFragment(CreditsDashboardFragment, dashboard).agents)

/** At most so often are the pages after the first asked for again, in milliseconds. */
const morePace = 3_000

/** Renews the figures of the current period, and now and then the pages after the first. */
export function useLiveCredits(
  variables: CreditsPageQueryVariables,
  page: Page | undefined,
  refreshMore: (first: AgentPage) => Promise<boolean>,
): Liveness {
  const moreAt = useRef(0)

  async function renewMore(dashboard: FragmentType<typeof CreditsDashboardFragment>) {
    if (Date.now() - moreAt.current < morePace) return true
    moreAt.current = Date.now()
    return refreshMore(agentsOf(dashboard))
  }
  return useLive({
    page: CreditsPageQuery,
    frames: CreditsLiveSubscription,
    variables,
    current:
      readFragment(CreditsDashboardFragment, page?.workspace.creditsDashboard)?.period.current ?? false,
    onFrame: ({ workspaceUsage }) => void renewMore(workspaceUsage.dashboard),
    onPoll: ({ workspace }) => renewMore(workspace.creditsDashboard),
  })
}
