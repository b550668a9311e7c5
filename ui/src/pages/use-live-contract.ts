import type { Liveness } from '../features/usage/freshness'
import { readFragment } from '../gql'
import type {
  ContractFrameQuery as Shown,
  ContractFrameQueryVariables,
  ContractLiveSubscription as Frame,
  ContractPageQuery as Page,
  ContractPageQueryVariables,
} from '../gql/graphql'
import { frameUpdates } from '../lib/frames'
import {
  ContractFrameQuery,
  ContractLiveSubscription,
  ContractOverviewFragment,
  ContractPageQuery,
} from './contract-query'
import { useLive } from './use-live'

frameUpdates.contractUsage = (frame, _, cache, { variables }) => {
  const { overview } = (frame as unknown as Frame).contractUsage
  // The period is no variable of the subscription: it tells what the page asked for.
  const asked = variables as ContractFrameQueryVariables
  const { workspaces } = readFragment(ContractOverviewFragment, overview)
  // What else there is of a workspace is not shown live: it stays as it is, or is asked for where it is not known.
  const nodes = workspaces.nodes.map((node) => ({
    ...node,
    workspace: { __typename: 'Workspace' as const, id: node.workspaceId },
  }))
  cache.updateQuery({ query: ContractFrameQuery, variables: asked }, (): Shown => ({
    __typename: 'Query',
    contract: {
      __typename: 'Contract',
      id: asked.contractId,
      overview: { ...overview, workspaces: { ...workspaces, nodes } },
    },
  }))
}

/** Renews the figures of the current period. */
export const useLiveContract = (
  variables: ContractPageQueryVariables,
  page: Page | undefined,
): Liveness =>
  useLive({
    page: ContractPageQuery,
    frames: ContractLiveSubscription,
    variables,
    current:
      readFragment(ContractOverviewFragment, page?.contract.overview)?.period.current ?? false,
  })
