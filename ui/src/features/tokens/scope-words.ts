import { msg } from '@lingui/core/macro'
import type { TokenScope } from '../../gql/graphql'

/** What a token lets a program do. */
export const scopeWords: Partial<Record<TokenScope, ReturnType<typeof msg>>> = {
  RUNS_WRITE: msg`Send runs`,
  USAGE_READ: msg`Read usage`,
  AGENTS_WRITE: msg`Manage agents`,
  BILLING_WRITE: msg`Read charges`,
  ACCOUNTS_WRITE: msg`Manage the contract`,
}
