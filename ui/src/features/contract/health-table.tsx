import { Plural, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { Message } from '../../components/message'
import { PlainTable } from '../../components/plain-table'
import { Badge } from '../../components/ui/badge'
import { Card } from '../../components/ui/card'
import { graphql, readFragment, type FragmentType } from '../../gql'
import type { HealthRowFragment as HealthRow } from '../../gql/graphql'
import { formatCredits } from '../../lib/format-credits'
import { formatDay, formatInstantDay } from '../../lib/format-date'
import { formatPace, formatShare } from '../../lib/format-number'
import { planWords } from './words'

const HealthRowFragment = graphql(`
  fragment HealthRow on ContractHealth {
    pace
    runsOutAt
    nearAllocation
    pendingPurchases
    contract {
      id
      name
      plan
      trial
      timeZone
    }
    period {
      id
      kind
      endsOn
    }
    pool {
      used
      granted
      remaining
      usedRatio
    }
  }
`)

interface HealthTableProps {
  contracts: readonly FragmentType<typeof HealthRowFragment>[]
  /** What was searched for; empty for nothing. */
  searched: string
}

/** Contracts side by side: what they spend against what they have, and what needs a look. */
export function HealthTable({ contracts, searched }: HealthTableProps) {
  const { t } = useLingui()
  const rows = readFragment(HealthRowFragment, contracts)
  if (rows.length === 0) {
    return (
      <Message icon={<SearchX size={20} aria-hidden />} title={t`No contract fits`}>
        {searched
          ? t`No company that you look after has this in its name.`
          : t`The list ends here.`}
      </Message>
    )
  }
  const heads = [t`Company`, t`Pace`, t`Runs out`, t`Used`, t`Resets`, t`Needs a look`]
  return (
    <Card>
      <PlainTable caption={t`Contracts and how they stand`} heads={heads} className="min-w-3xl">
        {rows.map((row) => (
          <Health key={row.contract.id} row={row} />
        ))}
      </PlainTable>
    </Card>
  )
}

function Health({ row }: { row: HealthRow }) {
  const { t, i18n } = useLingui()
  const { contract, period, pool, pace } = row
  const billed = period?.kind === 'BILLED'
  const empty = billed && pool.remaining === '0'
  const runsOut =
    row.runsOutAt && formatInstantDay(row.runsOutAt, contract.timeZone, i18n.locale)
  return (
    <tr className="h-14 border-b border-line last:border-0">
      <td className="max-w-40 px-3 py-2 pl-5 sm:max-w-64">
        <Link
          to="/contracts/$contractId"
          params={{ contractId: contract.id }}
          title={contract.name}
          className="block truncate rounded-sm font-medium underline-offset-4 hover:underline"
        >
          <bdi>{contract.name}</bdi>
        </Link>
        <span className="text-xs text-muted">
          {i18n._(planWords[contract.plan])}
          {contract.trial && ` · ${t`Trial`}`}
          {!billed && ` · ${t`Not billed yet`}`}
        </span>
      </td>
      <td className={`px-3 tabular-nums ${(pace ?? 0) > 1 ? 'font-medium text-warn' : ''}`}>
        {pace == null ? <span className="text-muted">{t`None`}</span> : formatPace(pace, i18n.locale)}
      </td>
      <td
        className={`px-3 whitespace-nowrap ${empty ? 'font-medium text-bad' : runsOut ? 'font-medium text-warn' : 'text-muted'}`}
      >
        {empty ? t`Pool used up` : (runsOut ?? (billed ? t`Lasts` : t`Not limited`))}
      </td>
      <td className="px-3 whitespace-nowrap tabular-nums">
        {formatCredits(pool.used, i18n.locale)}
        {billed && (
          <span className="block text-xs text-muted">
            {t`of ${formatCredits(pool.granted, i18n.locale)}`}
            {pool.usedRatio != null && ` · ${formatShare(pool.usedRatio, i18n.locale)}`}
          </span>
        )}
      </td>
      <td className="px-3 whitespace-nowrap tabular-nums">
        {period ? (
          formatDay(period.endsOn, 'short', i18n.locale)
        ) : (
          <span className="text-muted">{t`Never used`}</span>
        )}
      </td>
      <td className="px-3 pr-5">
        <span className="flex flex-wrap gap-1">
          {row.nearAllocation > 0 && (
            <Badge tone="warn">
              <Plural
                value={row.nearAllocation}
                one="# workspace near its allocation"
                other="# workspaces near their allocation"
              />
            </Badge>
          )}
          {row.pendingPurchases > 0 && (
            <Badge tone="neutral">
              <Plural
                value={row.pendingPurchases}
                one="# purchase pending"
                other="# purchases pending"
              />
            </Badge>
          )}
        </span>
      </td>
    </tr>
  )
}
