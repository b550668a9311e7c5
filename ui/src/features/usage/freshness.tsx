import { Trans, useLingui } from '@lingui/react/macro'
import { formatAgo, formatInstant } from '../../lib/format-date'
import { useNow } from '../../lib/use-now'

/** Whether new figures come as they change, only now and then while there is no connection, or not at all. */
export type Liveness = 'live' | 'reconnecting' | 'stale'

const dots: Record<Liveness, string> = {
  live: 'bg-good',
  reconnecting: 'animate-pulse bg-warn',
  stale: 'bg-bad',
}

interface FreshnessProps {
  /** When the figures were read. */
  asOf: string
  /** Whether they are those of the running period. */
  current: boolean
  liveness: Liveness
  timeZone: string
}

/** How old the figures are, and whether new ones keep coming. */
export function Freshness({ asOf, current, liveness, timeZone }: FreshnessProps) {
  const { t, i18n } = useLingui()
  const ago = formatAgo(asOf, useNow(1_000), i18n.locale)

  if (!current) return <span>{t`Closed: these figures no longer change`}</span>
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
