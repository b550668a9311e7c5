import { Trans, useLingui } from '@lingui/react/macro'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits } from '../../lib/format-credits'
import { formatDay, formatInstantDay } from '../../lib/format-date'

const PoolOutlookFragment = graphql(`
  fragment PoolOutlook on CreditsDashboard {
    period {
      id
      kind
      endsOn
    }
    pool {
      usedRatio
    }
    forecast {
      madeAt
      pool {
        expected
        low
        high
        runsOutAt
      }
    }
  }
`)

interface PoolOutlookProps {
  dashboard: FragmentType<typeof PoolOutlookFragment>
  timeZone: string
}

/** Whether credits last until the reset, and how much will be used by then. */
export function PoolOutlook({ timeZone, ...props }: PoolOutlookProps) {
  const { i18n } = useLingui()
  const { period, pool: present, forecast } = readFragment(PoolOutlookFragment, props.dashboard)
  const pool = forecast?.pool
  if (!pool) return null

  const reset = formatDay(period.endsOn, 'long', i18n.locale)
  const expected = formatCredits(pool.expected, i18n.locale)
  const low = formatCredits(pool.low, i18n.locale)
  const high = formatCredits(pool.high, i18n.locale)
  const runsOut = pool.runsOutAt
  const usedUp = runsOut === forecast.madeAt
  return (
    <>
      {period.kind === 'BILLED' && present.usedRatio != null && (
        <p data-figure="outlook" className={`font-medium ${usedUp ? 'text-bad' : runsOut ? 'text-warn' : ''}`}>
          {!runsOut ? (
            <Trans>Credits are estimated to last until the reset on {reset}.</Trans>
          ) : usedUp ? (
            <Trans>
              Credits are used up before the reset on {reset}: agents start no more runs until there
              are more.
            </Trans>
          ) : (
            <Trans>
              Credits are estimated to run out on{' '}
              {formatInstantDay(runsOut, timeZone, i18n.locale)}, before the reset on {reset}. Buy
              more, or limit what agents use.
            </Trans>
          )}
        </p>
      )}
      <p data-figure="expected" className="text-muted tabular-nums">
        <Trans>
          Estimated use at the reset: {expected} credits, between {low} and {high}.
        </Trans>
      </p>
    </>
  )
}
