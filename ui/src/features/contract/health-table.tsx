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
  return (
    <Card>
      <PlainTable
        caption={t`Contracts and how they stand`}
        rows={rows}
        rowId={(row) => row.contract.id}
        columns={[
          { head: t`Company`, Cell: Company },
          { head: t`Pace`, Cell: Pace },
          { head: t`Runs out`, Cell: RunsOut },
          { head: t`Used`, Cell: Used },
          { head: t`Resets`, Cell: Resets },
          { head: t`Needs a look`, Cell: Concerns },
        ]}
      />
    </Card>
  )
}

interface CellProps {
  row: HealthRow
}

const billed = ({ period }: HealthRow) => period?.kind === 'BILLED'

function Company({ row }: CellProps) {
  const { t, i18n } = useLingui()
  const { contract } = row
  return (
    <>
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
        {!billed(row) && ` · ${t`Not billed yet`}`}
      </span>
    </>
  )
}

function Pace({ row: { pace } }: CellProps) {
  const { t, i18n } = useLingui()
  if (pace == null) return <span className="text-muted">{t`None`}</span>
  return <span className={pace > 1 ? 'font-medium text-warn' : ''}>{formatPace(pace, i18n.locale)}</span>
}

function RunsOut({ row }: CellProps) {
  const { t, i18n } = useLingui()
  const { contract, pool, runsOutAt } = row
  if (billed(row) && pool.remaining === '0') {
    return <span className="font-medium text-bad">{t`Pool used up`}</span>
  }
  if (!runsOutAt) return <span className="text-muted">{billed(row) ? t`Lasts` : t`Not limited`}</span>
  const day = formatInstantDay(runsOutAt, contract.timeZone, i18n.locale)
  return <span className="font-medium whitespace-nowrap text-warn">{day}</span>
}

function Used({ row }: CellProps) {
  const { t, i18n } = useLingui()
  const { used, granted, usedRatio } = row.pool
  return (
    <>
      {formatCredits(used, i18n.locale)}{' '}
      {billed(row) && (
        <span className="text-xs whitespace-nowrap text-muted lg:block">
          {t`of ${formatCredits(granted, i18n.locale)}`}
          {usedRatio != null && ` · ${formatShare(usedRatio, i18n.locale)}`}
        </span>
      )}
    </>
  )
}

function Resets({ row: { period } }: CellProps) {
  const { t, i18n } = useLingui()
  if (!period) return <span className="whitespace-nowrap text-muted">{t`Never used`}</span>
  return <span className="whitespace-nowrap">{formatDay(period.endsOn, 'short', i18n.locale)}</span>
}

function Concerns({ row: { nearAllocation, pendingPurchases } }: CellProps) {
  if (nearAllocation + pendingPurchases === 0) return null
  return (
    <span className="flex flex-wrap gap-1">
      {nearAllocation > 0 && (
        <Badge tone="warn">
          <Plural
            value={nearAllocation}
            one="# workspace near its allocation"
            other="# workspaces near their allocation"
          />
        </Badge>
      )}
      {pendingPurchases > 0 && (
        <Badge tone="neutral">
          <Plural value={pendingPurchases} one="# purchase pending" other="# purchases pending" />
        </Badge>
      )}
    </span>
  )
}
