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

/** For each page after the first so many milliseconds pass before they are asked for again, one after the other. */
const morePace = 3_000

/** Renews the figures of the current period, and now and then the pages after the first. */
export function useLiveCredits(
  variables: CreditsPageQueryVariables,
  page: Page | undefined,
  more: { pages: unknown[]; refresh: (first: AgentPage) => Promise<boolean> },
): Liveness {
  const moreAt = useRef(0)

  async function renewMore(dashboard: FragmentType<typeof CreditsDashboardFragment>) {
    if (Date.now() - moreAt.current < morePace * more.pages.length) return true
    moreAt.current = Date.now()
    return more.refresh(agentsOf(dashboard))
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
