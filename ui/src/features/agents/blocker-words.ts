import { useLingui } from '@lingui/react/macro'
import type { BlockerCode, Clearer } from '../../gql/graphql'

export function useBlockerWords(): Record<BlockerCode, string> {
  const { t } = useLingui()
  return {
    PLAN_NOT_ELIGIBLE: t`The plan of the contract has no agents.`,
    AGENT_DELETED: t`The agent was deleted.`,
    DISABLED_BY_ADMIN: t`An admin disabled the agent.`,
    SAFETY_HOLD: t`The agent spent unusually fast and is held until somebody has looked at it.`,
    POOL_EXHAUSTED: t`The pool has no credits left.`,
    ALLOCATION_REACHED: t`The workspace has used its allocation.`,
    AGENT_LIMIT_REACHED: t`The agent has used its limit.`,
  }
}

export function useClearerWords(): Record<Clearer, string> {
  const { t } = useLingui()
  return {
    WORKSPACE_ADMIN: t`owners and admins of the workspace`,
    ORG_ADMIN: t`admins of the organization`,
    ORG_OWNER: t`owners of the organization`,
    ACCOUNT_TEAM: t`your account team`,
  }
}
