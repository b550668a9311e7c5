import { Trans, useLingui } from '@lingui/react/macro'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits } from '../../lib/format-credits'
import { formatInstantDay } from '../../lib/format-date'
import { formatMoney } from '../../lib/format-money'
import { statusWords } from './words'

const ReceiptsFragment = graphql(`
  fragment Receipts on Billing {
    id
    purchases(first: 10) {
      nodes {
        id
        kind
        status
        credits
        charge {
          amountMinor
          currency
        }
        createdAt
        orderedBy {
          id
          name
        }
      }
    }
  }
`)

interface ReceiptsProps {
  billing: FragmentType<typeof ReceiptsFragment>
  timeZone: string
}

/** What was bought last. */
export function Receipts({ timeZone, ...props }: ReceiptsProps) {
  const { t, i18n } = useLingui()
  const { purchases } = readFragment(ReceiptsFragment, props.billing)
  if (purchases.nodes.length === 0) return null
  return (
    <details className="border-t border-line pt-4">
      <summary className="w-fit rounded-md text-muted hover:text-ink">{t`Receipts`}</summary>
      <ul className="mt-2 space-y-2">
        {purchases.nodes.map((purchase) => {
          const credits = formatCredits(purchase.credits, i18n.locale)
          return (
            <li key={purchase.id} className="flex flex-wrap justify-between gap-x-4 tabular-nums">
              <span>
                {purchase.kind === 'TOP_UP' ? (
                  <Trans>{credits} credits</Trans>
                ) : (
                  <Trans>Allowance of {credits} credits</Trans>
                )}
              </span>
              <span>{formatMoney(purchase.charge, i18n.locale)}</span>
              <span className="w-full text-muted">
                {[
                  formatInstantDay(purchase.createdAt, timeZone, i18n.locale),
                  purchase.orderedBy?.name,
                  i18n._(statusWords[purchase.status]),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
