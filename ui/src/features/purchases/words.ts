import { msg } from '@lingui/core/macro'
import type { PurchaseStatus } from '../../gql/graphql'

export const statusWords: Record<PurchaseStatus, ReturnType<typeof msg>> = {
  PENDING: msg`Waits for payment`,
  PAID: msg`Paid`,
  GRANTED: msg`Granted`,
  FAILED: msg`Failed`,
  CANCELED: msg`Canceled`,
  REFUNDED: msg`Refunded`,
}
