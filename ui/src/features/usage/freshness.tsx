import { Trans, useLingui } from '@lingui/react/macro'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatAgo, formatInstant } from '../../lib/format-date'
import { useNow } from '../../lib/use-now'

const FreshnessFragment = graphql(`
  fragment Freshness on CreditsDashboard {
    asOf
    period {
      id
      current
    }
  }
`)

/** Whether new figures come as they change, only now and then while there is no connection, or not at all. */
export type Liveness = 'live' | 'reconnecting' | 'stale'

const dots: Record<Liveness, string> = {
  live: 'bg-good',
  reconnecting: 'animate-pulse bg-warn',
  stale: 'bg-bad',
}

interface FreshnessProps {
  dashboard: FragmentType<typeof FreshnessFragment>
  liveness: Liveness
  timeZone: string
}

/** How old the figures are, and whether new ones keep coming. */
export function Freshness({ liveness, timeZone, ...props }: FreshnessProps) {
  const { t, i18n } = useLingui()
  const { asOf, period } = readFragment(FreshnessFragment, props.dashboard)
  const ago = formatAgo(asOf, useNow(1_000), i18n.locale)

  if (!period.current) return <span>{t`Closed: these figures no longer change`}</span>
  return (
    <span className="inline-flex items-center gap-2 tabular-nums">
      <span
        aria-hidden
        className={`size-2 rounded-full ${dots[liveness]}`}
      />
      {liveness === 'live' && t`Live`}
      {liveness === 'reconnecting' && t`Reconnecting…`}
      {liveness === 'stale' && t`No connection`}
      <span aria-hidden>·</span>
      <time dateTime={asOf} title={formatInstant(asOf, timeZone, i18n.locale)}>
        <Trans>as of {ago}</Trans>
      </time>
    </span>
  )
}
