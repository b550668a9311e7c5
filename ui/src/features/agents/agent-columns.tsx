import { Trans, useLingui } from '@lingui/react/macro'
import { createColumnHelper } from '@tanstack/react-table'
import { use, type ReactNode } from 'react'
import { Sparkline } from '../../components/chart/sparkline'
import type { DataTableFeatures } from '../../components/data-table'
import type { AgentRowFragment } from '../../gql/graphql'
import { formatCredits, formatExactCredits } from '../../lib/format-credits'
import { formatAgo, formatInstant } from '../../lib/format-date'
import { formatCount, formatShare } from '../../lib/format-number'
import { AgentMenu } from './agent-menu'
import { AgentStatusCell } from './agent-status-cell'
import { TableTime } from './table-time'

const column = createColumnHelper<DataTableFeatures, AgentRowFragment>()
const wideOnly = 'max-md:hidden'
const widerOnly = 'max-lg:hidden'

export const agentColumns = column.columns([
  column.accessor('agent.name', {
    id: 'name',
    header: () => <Trans>Agent</Trans>,
    cell: ({ row }) => <AgentName usage={row.original} />,
    meta: { className: 'w-full max-w-0 overflow-hidden md:w-2/5' },
  }),
  column.accessor('credits', {
    header: () => <Trans>Credits</Trans>,
    sortDescFirst: true,
    cell: ({ row }) => <CreditsCell usage={row.original} />,
  }),
  column.accessor('days', {
    header: () => <Trans>By day</Trans>,
    enableSorting: false,
    cell: ({ getValue }) => <Sparkline values={getValue().map(Number)} />,
    meta: { className: widerOnly },
  }),
  column.accessor((usage) => usage.succeeded + usage.failed, {
    id: 'runs',
    header: () => <Trans>Runs</Trans>,
    sortDescFirst: true,
    cell: ({ row }) => <RunsCell usage={row.original} />,
    meta: { className: wideOnly },
  }),
  column.accessor('status', {
    header: () => <Trans>Status</Trans>,
    enableSorting: false,
    cell: ({ row }) => <AgentStatusCell usage={row.original} />,
    meta: { className: wideOnly },
  }),
  column.accessor((usage) => usage.agent.creator?.name, {
    id: 'creator',
    header: () => <Trans>Created by</Trans>,
    enableSorting: false,
    cell: ({ getValue }) => (
      <div className="max-w-36 truncate" title={getValue()}>
        {getValue() ?? (
          <Nothing>
            <Trans>Unknown</Trans>
          </Nothing>
        )}
      </div>
    ),
    meta: { className: 'max-xl:hidden' },
  }),
  column.accessor('lastRunAt', {
    id: 'last-run',
    header: () => <Trans>Last run</Trans>,
    sortDescFirst: true,
    cell: ({ getValue }) => <LastRunCell instant={getValue() ?? null} />,
    meta: { className: `whitespace-nowrap ${widerOnly}` },
  }),
  column.display({
    id: 'actions',
    header: () => (
      <span className="sr-only">
        <Trans>Actions</Trans>
      </span>
    ),
    cell: ({ row }) => <AgentMenu usage={row.original} />,
    meta: { className: 'w-8 pl-0' },
  }),
])

interface CellProps {
  usage: AgentRowFragment
}

/** On a narrow screen the columns that do not fit stand below the name. */
function AgentName({ usage }: CellProps) {
  return (
    <>
      <div className="truncate font-medium" title={usage.agent.name}>
        {usage.agent.name}
      </div>
      <div className="mt-1 flex items-center gap-x-2 text-xs text-muted md:hidden">
        <AgentStatusCell usage={usage} />
        <div className="min-w-0 truncate">
          <RunsCell usage={usage} />
        </div>
      </div>
    </>
  )
}

function CreditsCell({ usage }: CellProps) {
  const { i18n } = useLingui()
  const { creditLimit } = usage.agent
  const limit = creditLimit && formatCredits(creditLimit, i18n.locale)
  return (
    <div className="flex flex-col-reverse gap-1.5 tabular-nums md:flex-row md:items-center md:gap-3">
      <span
        aria-hidden
        className="h-1.5 w-12 overflow-hidden rounded-full bg-hover md:w-16"
      >
        <span
          className="block h-full rounded-full bg-accent"
          style={{ width: `${usage.share * 100}%` }}
        />
      </span>
      <span
        title={formatExactCredits(usage.credits, i18n.locale)}
        className="md:min-w-14 md:text-right"
      >
        {formatCredits(usage.credits, i18n.locale)}
        {limit && (
          <span className="block text-xs whitespace-nowrap text-muted">
            <Trans>limit {limit}</Trans>
          </span>
        )}
      </span>
      <span className="text-xs text-muted max-md:hidden">
        {formatShare(usage.share, i18n.locale)}
      </span>
    </div>
  )
}

function RunsCell({ usage }: CellProps) {
  const { i18n } = useLingui()
  const failed = formatCount(usage.failed, i18n.locale)
  return (
    <span className="whitespace-nowrap tabular-nums">
      {formatCount(usage.succeeded + usage.failed, i18n.locale)}
      {usage.failed > 0 && (
        <span className="ml-2 text-xs text-bad">
          <span className="max-md:sr-only">
            <Trans>{failed} failed</Trans>
          </span>
          <span aria-hidden className="md:hidden">
            ✕{failed}
          </span>
        </span>
      )}
    </span>
  )
}

function LastRunCell({ instant }: { instant: string | null }) {
  const { i18n } = useLingui()
  const { asOf, timeZone } = use(TableTime)
  if (!instant) {
    return (
      <Nothing>
        <Trans>Never</Trans>
      </Nothing>
    )
  }
  return (
    <time dateTime={instant} title={formatInstant(instant, timeZone, i18n.locale)}>
      {formatAgo(instant, Date.parse(asOf), i18n.locale)}
    </time>
  )
}

function Nothing({ children }: { children: ReactNode }) {
  return <span className="text-muted">{children}</span>
}
