import { Trans, useLingui } from '@lingui/react/macro'
import { Coins } from 'lucide-react'
import { Message } from '../../components/message'
import { Card } from '../../components/ui/card'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits, type Credits } from '../../lib/format-credits'
import { formatInstantDay } from '../../lib/format-date'
import { grantWords } from './words'

const PoolBalanceFragment = graphql(`
  fragment PoolBalance on CreditsDashboard {
    asOf
    openingBalance
    period {
      id
      current
    }
    pool {
      remaining
    }
    grants(first: 100) {
      nodes {
        id
        kind
        amount
        remaining
        effectiveAt
        expiresAt
        note
      }
    }
  }
`)

interface PoolBalanceProps {
  dashboard: FragmentType<typeof PoolBalanceFragment>
  timeZone: string
}

/** What the pool has, and the grants that it is made of, the one that pays first on top. */
export function PoolBalance({ timeZone, ...props }: PoolBalanceProps) {
  const { t, i18n } = useLingui()
  const { asOf, openingBalance, period, pool, grants } = readFragment(
    PoolBalanceFragment,
    props.dashboard,
  )
  const credits = (amount: Credits) => formatCredits(amount, i18n.locale)
  const day = (instant: string) => formatInstantDay(instant, timeZone, i18n.locale)

  return (
    <Card aria-labelledby="balance">
      <dl className="flex flex-wrap gap-x-10 gap-y-3 p-5">
        {period.current && (
          <div>
            <dt id="balance" className="text-muted">{t`Balance`}</dt>
            <dd data-figure="balance" className="mt-1 text-3xl font-semibold tabular-nums">
              {credits(pool.remaining)}
            </dd>
          </div>
        )}
        <div>
          <dt id={period.current ? undefined : 'balance'} className="text-muted">
            {t`At the start of the period`}
          </dt>
          <dd className="mt-1 text-base font-medium tabular-nums sm:leading-9">
            {credits(openingBalance)}
          </dd>
        </div>
      </dl>
      {grants.nodes.length > 0 && (
        <ol aria-label={t`Grants behind the balance, the first pays first`}>
          {grants.nodes.map((grant) => (
            <li
              key={grant.id}
              className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 border-t border-line px-5 py-2.5"
            >
              <span className="min-w-0">
                {i18n._(grantWords[grant.kind])}
                {grant.note && <span className="text-muted"> · {grant.note}</span>}
              </span>
              <span className="tabular-nums">
                <Trans>
                  {credits(grant.remaining)}{' '}
                  <span className="text-muted">of {credits(grant.amount)}</span>
                </Trans>
              </span>
              <span className="w-full text-sm text-muted">
                {grant.effectiveAt > asOf && (
                  <span>{t`From ${day(grant.effectiveAt)}.`} </span>
                )}
                {grant.expiresAt ? t`Expires on ${day(grant.expiresAt)}.` : t`Never expires.`}
              </span>
            </li>
          ))}
        </ol>
      )}
      {period.current && grants.nodes.length === 0 && (
        <Message icon={<Coins size={20} aria-hidden />} title={t`No credits in the pool`}>
          {t`Credits that are granted or bought show up here, the ones that burn first on top.`}
        </Message>
      )}
    </Card>
  )
}
