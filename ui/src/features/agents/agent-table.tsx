import { Trans, useLingui } from '@lingui/react/macro'
import { Bot, Download, SearchX } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, type ComponentProps, type ReactNode } from 'react'
import { DataTable, type Sort } from '../../components/data-table'
import { Message } from '../../components/message'
import { Button, buttonClass } from '../../components/ui/button'
import { Card } from '../../components/ui/card'
import { graphql, readFragment } from '../../gql'
import type { AgentPageFragment, AgentRowFragment as AgentRow } from '../../gql/graphql'
import { formatCount } from '../../lib/format-number'
import { useInSight } from '../../lib/use-in-sight'
import { AgentActions } from './agent-actions'
import { agentColumns } from './agent-columns'
import { AgentFilters, type AgentFilter } from './agent-filters'
import { TableTime } from './table-time'

const AgentRowFragment = graphql(`
  fragment AgentRow on AgentUsage {
    id
    status
    blockers {
      code
      since
      clearsAt
      clearedBy
    }
    credits
    share
    succeeded
    failed
    lastRunAt
    days
    agent {
      id
      name
      creditLimit
      disabledBy {
        id
        name
      }
      disabledReason
      creator {
        id
        name
      }
    }
  }
`)

const noRows: AgentRow[] = []

interface AgentTableProps {
  /** The pages that are shown, at least the first. */
  pages: [AgentPageFragment, ...AgentPageFragment[]]
  asOf: string
  timeZone: string
  filter: AgentFilter
  onFilter: (filter: AgentFilter) => void
  sort: Sort
  onSort: (sort: Sort) => void
  more: 'idle' | 'loading' | 'failed'
  onLoadMore: (after: string) => void
  /** Where the whole list is as CSV. */
  csv: string
  /** What can be done about agents; null where the caller may not, and in a past period. */
  actions: ComponentProps<typeof AgentActions>['value']
  /** Where the person may say who can create agents. */
  onCreationPolicy?: () => void
  /** What to do where the workspace has no agents in this period. */
  emptyAction?: ReactNode
}

export function AgentTable(props: AgentTableProps) {
  const { pages, filter, onFilter, sort, onSort, more, onLoadMore } = props
  const { t, i18n } = useLingui()
  const { asOf, timeZone } = props
  const time = useMemo(() => ({ asOf, timeZone }), [asOf, timeZone])
  const rows = useMemo(
    () => distinct(pages.flatMap(({ nodes }) => readFragment(AgentRowFragment, nodes))),
    [pages],
  )
  // The figures above the table do not wait until its rows are drawn.
  const drawn = useDeferredValue(rows, noRows)
  const filtered = filter.search !== '' || filter.statuses.length > 0
  const { endCursor, hasNextPage } = (pages.at(-1) ?? pages[0]).pageInfo
  const shown = formatCount(rows.length, i18n.locale)
  const total = formatCount(pages[0].totalCount, i18n.locale)

  return (
    <Card aria-labelledby="agents">
      <div className="flex flex-wrap items-center justify-between gap-3 p-5">
        <h2 id="agents" className="font-medium">
          {t`Agents`} <span className="font-normal text-muted tabular-nums">{total}</span>
        </h2>
        <div className="flex flex-wrap gap-2">
          <AgentFilters filter={filter} onChange={onFilter} />
          {props.onCreationPolicy && (
            <Button onClick={props.onCreationPolicy}>{t`Who can create agents`}</Button>
          )}
          <a href={props.csv} download className={buttonClass('secondary')}>
            <Download size={14} aria-hidden />
            {t`CSV`}
          </a>
        </div>
      </div>
      {rows.length > 0 ? (
        <TableTime value={time}>
          <AgentActions value={props.actions}>
            <DataTable
              caption={t`Agents with their use in this period`}
              columns={agentColumns}
              rows={drawn}
              total={pages[0].totalCount}
              rowId={(row) => row.id}
              sort={sort}
              onSort={onSort}
            />
          </AgentActions>
        </TableTime>
      ) : filtered ? (
        <Message
          icon={<SearchX size={20} aria-hidden />}
          title={t`No agent fits`}
          action={
            <Button
              onClick={() => onFilter({ search: '', statuses: [] })}
            >{t`Clear filters`}</Button>
          }
        >
          {t`No agent of this workspace has this name and status.`}
        </Message>
      ) : (
        <Message
          icon={<Bot size={20} aria-hidden />}
          title={t`No agents in this period`}
          action={props.emptyAction}
        >
          {t`As soon as somebody creates an agent, its runs and credits show up here.`}
        </Message>
      )}
      <p role="status" className="sr-only">
        <Trans>
          {shown} of {total} agents shown
        </Trans>
      </p>
      {hasNextPage && endCursor && (
        <MoreAgents key={endCursor} state={more} onLoad={() => onLoadMore(endCursor)}>
          <Trans>
            {shown} of {total}
          </Trans>
        </MoreAgents>
      )}
    </Card>
  )
}

interface MoreAgentsProps {
  state: AgentTableProps['more']
  onLoad: () => void
  children: ReactNode
}

/** Loads the next page when the end of the list comes near, or when its button is pressed. */
function MoreAgents({ state, onLoad, children }: MoreAgentsProps) {
  const { t } = useLingui()
  const end = useRef<HTMLDivElement>(null)
  useInSight(end, () => state === 'idle' && onLoad())
  return (
    <div
      ref={end}
      className="flex items-center justify-center gap-3 border-t border-line p-3 text-muted"
    >
      <span className="tabular-nums" aria-hidden>
        {children}
      </span>
      <Button disabled={state === 'loading'} onClick={onLoad}>
        {state === 'loading' ? t`Loading…` : t`Load more`}
      </Button>
      {state === 'failed' && (
        <span role="alert" className="text-bad">{t`That did not work. Try again.`}</span>
      )}
    </div>
  )
}

/** While pages are renewed one after the other, an agent can stand on two of them: the first counts. */
function distinct<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.toReversed().map((row) => [row.id, row])).values()].toReversed()
}
