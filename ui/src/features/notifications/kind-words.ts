import { msg } from '@lingui/core/macro'
import type { NotificationKind } from '../../gql/graphql'

/** Kinds of notifications, as the e-mails call them. */
export const kindWords: Record<NotificationKind, ReturnType<typeof msg>> = {
  POOL_THRESHOLD: msg`Use of the contract's credits`,
  ALLOCATION_THRESHOLD: msg`Use of a workspace's allocation`,
  AGENT_LIMIT_THRESHOLD: msg`Use of an agent's limit`,
  BILLED_PERIOD_SHORT: msg`Billed period that starts short`,
  SAFETY_HOLD: msg`Agent on hold`,
  PURCHASE_DONE: msg`Credits bought`,
  PURCHASE_FAILED: msg`Purchase failed`,
  RUN_OUT_FORECAST: msg`Credits expected to run out`,
}
