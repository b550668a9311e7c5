import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Card } from '../../components/ui/card'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits, type Credits } from '../../lib/format-credits'
import { formatDay, formatInstantDay } from '../../lib/format-date'

const PoolSummaryFragment = graphql(`
  fragment PoolSummary on ContractOverview {
    daysLeft
    allocated
    period {
      id
      kind
      current
      endsOn
    }
    pool {
      used
      granted
      remaining
    }
    forecast {
      expected
      low
      high
      runsOutAt
    }
  }
`)

interface PoolSummaryProps {
  overview: FragmentType<typeof PoolSummaryFragment>
  timeZone: string
  /** How full the pool is, as a picture. */
  children: ReactNode
}

/** The pool of a contract: what was used of it, what is left, and where that leads. */
export function PoolSummary({ timeZone, children, ...props }: PoolSummaryProps) {
  const { t, i18n } = useLingui()
  const { daysLeft, allocated, period, pool, forecast } = readFragment(
    PoolSummaryFragment,
    props.overview,
  )
  const credits = (amount: Credits) => formatCredits(amount, i18n.locale)
  const billed = period.kind === 'BILLED'
  const empty = pool.remaining === '0'
  const runsOut = forecast?.runsOutAt && formatInstantDay(forecast.runsOutAt, timeZone, i18n.locale)
  const reset = formatDay(period.endsOn, 'long', i18n.locale)

  return (
    <Card className="p-5" aria-labelledby="pool-summary">
      <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-4">
        <div>
          <h2 id="pool-summary" className="text-muted">{t`Pool`}</h2>
          <p className="mt-1 flex flex-wrap items-baseline gap-x-2 tabular-nums">
            <span data-figure="pool-used" className="text-3xl font-semibold tracking-tight">
              {credits(pool.used)}
            </span>
            {billed && (
              <span className="text-base text-muted">
                <Trans>of {credits(pool.granted)} granted</Trans>
              </span>
            )}
          </p>
        </div>
        <dl className="flex flex-wrap gap-x-10 gap-y-3">
          {billed && <Fact label={t`Remaining`}>{credits(pool.remaining)}</Fact>}
          <Fact label={t`Allocated`}>{credits(allocated)}</Fact>
          <Fact label={period.current ? t`Resets` : t`Ended`}>
            {reset}
            {period.current && (
              <span className="ml-2 text-sm font-normal text-muted">
                <Plural value={daysLeft} one="# day left" other="# days left" />
              </span>
            )}
          </Fact>
        </dl>
      </div>
      {billed && children}
      {billed && Number(allocated) > Number(pool.granted) && (
        <p className="mt-4 text-muted">
          <Trans>
            The workspaces are allocated more than the pool holds: it can run out before an
            allocation is reached.
          </Trans>
        </p>
      )}
      {forecast && (
        <div className="mt-4 space-y-1">
          {billed && (
            <p className={`font-medium ${empty ? 'text-bad' : runsOut ? 'text-warn' : ''}`}>
              {runsOut && empty ? (
                <Trans>
                  Credits are used up before the reset on {reset}: agents start no more runs until
                  there are more.
                </Trans>
              ) : runsOut ? (
                <Trans>Estimated to run out on {runsOut}, before the reset.</Trans>
              ) : (
                <Trans>Estimated to last until the reset.</Trans>
              )}
            </p>
          )}
          <p className="text-muted tabular-nums">
            <Trans>
              Estimated use at the reset: {credits(forecast.expected)} credits, between{' '}
              {credits(forecast.low)} and {credits(forecast.high)}.
            </Trans>
          </p>
        </div>
      )}
    </Card>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{label}</dt>
      <dd className="mt-1 text-base font-medium tabular-nums sm:leading-9">{children}</dd>
    </div>
  )
}
