import { msg } from '@lingui/core/macro'
import type { Channel, Plan } from '../../gql/graphql'

export const planWords: Record<Plan, ReturnType<typeof msg>> = {
  FREE: msg`Free`,
  PLUS: msg`Plus`,
  BUSINESS: msg`Business`,
  ENTERPRISE: msg`Enterprise`,
}

export const channelWords: Record<Channel, ReturnType<typeof msg>> = {
  SELF_SERVE: msg`In the product`,
  ACCOUNT_TEAM: msg`Through the account team`,
}
