import { useLingui } from '@lingui/react/macro'
import type { AgentRowFragment, BlockerCode, Clearer } from '../../gql/graphql'
import { formatCredits } from '../../lib/format-credits'

/** Why the agent may not start, by what blocks it. */
export function useBlockerWords({
  disabledBy,
  creditLimit,
}: Pick<AgentRowFragment['agent'], 'disabledBy' | 'creditLimit'>): Record<BlockerCode, string> {
  const { t, i18n } = useLingui()
  const limit = formatCredits(creditLimit ?? '0', i18n.locale)
  return {
    PLAN_NOT_ELIGIBLE: t`The plan of the contract has no agents.`,
    AGENT_DELETED: t`The agent was deleted.`,
    DISABLED_BY_ADMIN: disabledBy
      ? t`${disabledBy.name} disabled the agent.`
      : t`An admin disabled the agent.`,
    SAFETY_HOLD: t`The agent spent unusually fast and is held until somebody has looked at it.`,
    POOL_EXHAUSTED: t`The pool has no credits left.`,
    ALLOCATION_REACHED: t`The workspace has used its allocation.`,
    AGENT_LIMIT_REACHED: t`The agent has used its limit of ${limit} credits.`,
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
