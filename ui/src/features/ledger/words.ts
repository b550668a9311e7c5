import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { EntryKind, GrantKind } from '../../gql/graphql'

export const grantWords: Record<GrantKind, MessageDescriptor> = {
  MONTHLY: msg`Monthly allowance`,
  TOP_UP: msg`Top-up`,
  ANNUAL: msg`Annual credits`,
  TRIAL: msg`Trial credits`,
  PROMO: msg`Gift`,
  ADJUSTMENT: msg`Adjustment`,
}

export const entryWords: Record<EntryKind, MessageDescriptor> = {
  GRANT: msg`Granted`,
  USAGE: msg`Used`,
  EXPIRE: msg`Expired`,
  REVERSE: msg`Taken back`,
  ADJUST: msg`Not carried over`,
}
