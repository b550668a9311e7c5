import { msg } from '@lingui/core/macro'
import type { CreationPolicy } from '../../gql/graphql'

export const policyWords: Record<CreationPolicy, ReturnType<typeof msg>> = {
  EVERYONE: msg`Every member`,
  OWNERS: msg`Owners`,
  OWNERS_AND_LISTED: msg`Owners and some members`,
}
