import { useLingui } from '@lingui/react/macro'
import { useMutation } from 'urql'
import { ConfirmButton } from '../../components/confirm-button'
import { Row, RowList } from '../../components/row-list'
import { graphql, readFragment, type FragmentType } from '../../gql'
import type { PurchaseRowFragment as Purchase } from '../../gql/graphql'
import { formatCredits } from '../../lib/format-credits'
import { formatInstantDay } from '../../lib/format-date'
import { formatMoney } from '../../lib/format-money'
import { refusalOf } from '../../lib/refusal'
import { statusWords } from './words'

const PurchaseRowFragment = graphql(`
  fragment PurchaseRow on Purchase {
    id
    kind
    status
    credits
    createdAt
    failure
    charge {
      amountMinor
      currency
    }
    orderedBy {
      id
      name
    }
  }
`)

const RefundPurchaseMutation = graphql(`
  mutation RefundPurchase($input: RefundPurchaseInput!) {
    refundPurchase(input: $input) {
      purchase {
        ...PurchaseRow
      }
      userErrors {
        message
      }
    }
  }
`)

interface PurchaseListProps {
  purchases: readonly FragmentType<typeof PurchaseRowFragment>[]
  timeZone: string
  onRefunded: () => void
}

/** What was bought, with a way to pay it back. */
export function PurchaseList({ purchases, timeZone, onRefunded }: PurchaseListProps) {
  const { t } = useLingui()
  const rows = readFragment(PurchaseRowFragment, purchases)
  return (
    <RowList title={t`Purchases`} empty={t`Nothing was bought yet.`}>
      {rows.map((purchase) => (
        <PurchaseRow
          key={purchase.id}
          purchase={purchase}
          timeZone={timeZone}
          onRefunded={onRefunded}
        />
      ))}
    </RowList>
  )
}

interface PurchaseRowProps extends Omit<PurchaseListProps, 'purchases'> {
  purchase: Purchase
}

function PurchaseRow({ purchase, timeZone, onRefunded }: PurchaseRowProps) {
  const { t, i18n } = useLingui()
  const [, refund] = useMutation(RefundPurchaseMutation)
  const credits = formatCredits(purchase.credits, i18n.locale)
  const charge = formatMoney(purchase.charge, i18n.locale)
  const facts = [
    formatInstantDay(purchase.createdAt, timeZone, i18n.locale),
    purchase.orderedBy?.name,
    i18n._(statusWords[purchase.status]),
    purchase.failure,
  ]

  async function confirm() {
    const { data, error } = await refund({ input: { purchaseId: purchase.id } })
    const unreachable = t`The server could not be reached or would not.`
    const refused = refusalOf(error, data?.refundPurchase.userErrors, unreachable)
    if (refused === null) onRefunded()
    return refused
  }

  return (
    <Row
      title={purchase.kind === 'TOP_UP' ? t`${credits} credits` : t`Allowance of ${credits} credits`}
      detail={facts.filter(Boolean).join(' · ')}
    >
      <span className="tabular-nums">{charge}</span>
      {purchase.status === 'GRANTED' && (
        <ConfirmButton
          label={t`Refund`}
          title={t`Refund ${charge} for ${credits} credits`}
          about={t`The whole charge is paid back, and what is left of the credits is taken back.`}
          onConfirm={confirm}
        />
      )}
    </Row>
  )
}
