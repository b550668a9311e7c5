import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Hint } from '../../components/hint'
import { Button } from '../../components/ui/button'
import { Card } from '../../components/ui/card'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits, formatExactCredits } from '../../lib/format-credits'
import { formatDay } from '../../lib/format-date'
import { AllocationNote } from './allocation-note'
import { PoolBar } from './pool-bar'
import { PoolNote } from './pool-note'

const UsageSummaryFragment = graphql(`
  fragment UsageSummary on CreditsDashboard {
    used
    daysLeft
    allocation
    period {
      id
      kind
      current
      endsOn
    }
    pool {
      used
      granted
      held
      remaining
      usedRatio
      ...PoolBar
    }
    ...PoolNote
    ...AllocationNote
  }
`)

interface UsageSummaryProps {
  dashboard: FragmentType<typeof UsageSummaryFragment>
  /** Where the caller may buy credits. */
  onBuy?: () => void
  /** Where the caller may cap what the workspace uses. */
  onAllocate?: () => void
  /** What follows from the figures, below them. */
  children?: ReactNode
}

export function UsageSummary({ onBuy, onAllocate, children, ...props }: UsageSummaryProps) {
  const { t, i18n } = useLingui()
  const dashboard = readFragment(UsageSummaryFragment, props.dashboard)
  const { period, pool, allocation = null } = dashboard
  const billed = period.kind === 'BILLED'
  const shared = dashboard.used !== pool.used
  const credits = (amount: typeof pool.used) => formatCredits(amount, i18n.locale)
  const exact = (amount: typeof pool.used) => formatExactCredits(amount, i18n.locale)

  return (
    <Card className="p-5" aria-labelledby="usage-summary">
      <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-5">
        <div>
          <h2 id="usage-summary" className="text-muted">
            {shared ? t`Used by all workspaces` : t`Credits used`}
          </h2>
          <p className="mt-1 flex flex-wrap items-baseline gap-x-2 tabular-nums">
            <span
              data-figure="used"
              title={exact(pool.used)}
              className="text-3xl font-semibold tracking-tight"
            >
              {credits(pool.used)}
            </span>
            {billed && (
              <span
                data-figure="granted"
                title={exact(pool.granted)}
                className="text-base text-muted"
              >
                <Trans>of {credits(pool.granted)} granted</Trans>
              </span>
            )}
          </p>
        </div>
        <dl className="grid grid-cols-2 gap-x-10 gap-y-3 max-sm:w-full sm:flex sm:flex-wrap">
          {billed && (
            <Fact
              name="remaining"
              label={t`Remaining`}
              meaning={t`What was granted for the period less what all workspaces used of it. Monthly and topped-up credits that are left at the reset expire.`}
              value={<span title={exact(pool.remaining)}>{credits(pool.remaining)}</span>}
            />
          )}
          {billed && period.current && (
            <Fact
              label={t`Held by runs`}
              meaning={t`Reserved for runs that have started and not finished. What a run does not use of it is free again when it finishes.`}
              value={credits(pool.held)}
            />
          )}
          {(onAllocate || allocation !== null) && (
            <Fact
              wide
              label={t`Allocation`}
              meaning={t`The most that this workspace may use of the shared credits in a period. When it is reached, its agents start no more runs; other workspaces go on.`}
              value={allocation === null ? t`None` : credits(allocation)}
              detail={
                onAllocate && (
                  <button
                    type="button"
                    onClick={onAllocate}
                    className="rounded-sm text-accent underline-offset-4 hover:underline"
                  >
                    {t`Change`} <span className="sr-only">{t`the allocation`}</span>
                  </button>
                )
              }
            />
          )}
          <Fact
            wide
            label={period.current ? t`Resets` : t`Ended`}
            value={formatDay(period.endsOn, 'long', i18n.locale)}
            detail={
              period.current && (
                <Plural value={dashboard.daysLeft} one="# day left" other="# days left" />
              )
            }
          />
        </dl>
      </div>
      {billed && <PoolBar pool={pool} used={dashboard.used} />}
      <PoolNote dashboard={dashboard} />
      <AllocationNote dashboard={dashboard} />
      {children}
      {onBuy && (
        <Button
          className="mt-4"
          look={billed && pool.remaining === '0' ? 'primary' : 'secondary'}
          onClick={onBuy}
        >
          {t`Buy credits`}
        </Button>
      )}
    </Card>
  )
}

interface FactProps {
  name?: string
  /** Takes the whole line on a narrow screen. */
  wide?: boolean
  label: string
  /** What the label stands for, where that may not be plain. */
  meaning?: string
  value: ReactNode
  detail?: ReactNode
}

function Fact({ name, wide, label, meaning, value, detail }: FactProps) {
  return (
    <div className={wide ? 'max-sm:col-span-2' : ''}>
      <dt className="flex items-center gap-1 text-muted">
        {label}
        {meaning && <Hint about={label}>{meaning}</Hint>}
      </dt>
      <dd
        data-figure={name}
        className="mt-1 flex flex-wrap items-baseline gap-x-2 text-base font-medium sm:leading-9 tabular-nums"
      >
        {value}
        {detail && <span className="text-sm font-normal text-muted">{detail}</span>}
      </dd>
    </div>
  )
}
