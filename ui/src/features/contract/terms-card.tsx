import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Button } from '../../components/ui/button'
import { Card } from '../../components/ui/card'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits } from '../../lib/format-credits'
import { formatDay, formatInstantDay } from '../../lib/format-date'
import { formatMoney } from '../../lib/format-money'
import { listFormat } from '../../lib/intl'
import { channelWords, planWords } from './words'

export const TermsFragment = graphql(`
  fragment Terms on Contract {
    id
    name
    plan
    trial
    serviceDay
    timeZone
    billingStartsOn
    billing {
      id
      channel
      allowance
      allowancePrice {
        amountMinor
        currency
      }
      pendingAllowance
      resetsAt
      nextCharge {
        amountMinor
        currency
      }
      accountTeam {
        id
        name
      }
    }
  }
`)

interface TermsCardProps {
  contract: FragmentType<typeof TermsFragment>
  onChange: () => void
}

/** What was agreed on with a company. */
export function TermsCard({ onChange, ...props }: TermsCardProps) {
  const { t, i18n } = useLingui()
  const { billing, ...contract } = readFragment(TermsFragment, props.contract)
  const price = formatMoney(billing.allowancePrice, i18n.locale)
  const resets = billing.resetsAt && formatInstantDay(billing.resetsAt, contract.timeZone, i18n.locale)
  const charge = billing.nextCharge && formatMoney(billing.nextCharge, i18n.locale)
  return (
    <Card aria-labelledby="terms">
      <div className="flex flex-wrap items-center justify-between gap-3 p-5">
        <h2 id="terms" className="font-medium">{t`Terms`}</h2>
        <Button onClick={onChange}>{t`Change terms`}</Button>
      </div>
      <dl className="grid gap-x-8 gap-y-4 border-t border-line p-5 sm:grid-cols-2 lg:grid-cols-4">
        <Term name={t`Plan`}>
          {i18n._(planWords[contract.plan])}
          {contract.trial && ` · ${t`Trial`}`}
        </Term>
        <Term name={t`Buys credits`}>{i18n._(channelWords[billing.channel])}</Term>
        <Term name={t`Billed from`}>
          {contract.billingStartsOn
            ? formatDay(contract.billingStartsOn, 'long', i18n.locale)
            : t`Never`}
        </Term>
        <Term name={t`Service day`}>{contract.serviceDay}</Term>
        <Term name={t`Time zone`}>{contract.timeZone}</Term>
        <Term name={t`Allowance`}>
          {billing.allowance === '0'
            ? t`None`
            : t`${formatCredits(billing.allowance, i18n.locale)} for ${price}`}
          {billing.pendingAllowance != null && (
            <span className="block text-sm font-normal text-muted">
              {t`then ${formatCredits(billing.pendingAllowance, i18n.locale)}`}
            </span>
          )}
        </Term>
        <Term name={t`Granted next`}>
          {resets ?? t`Never`}
          {charge && <span className="block text-sm font-normal text-muted">{t`for ${charge}`}</span>}
        </Term>
        <Term name={t`Account team`}>
          <bdi>
            {listFormat(i18n.locale, {}).format(billing.accountTeam.map(({ name }) => name)) ||
              t`Nobody`}
          </bdi>
        </Term>
      </dl>
    </Card>
  )
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted">{name}</dt>
      <dd className="mt-1 font-medium break-words tabular-nums">{children}</dd>
    </div>
  )
}
