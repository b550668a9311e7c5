import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { Button } from '../components/ui/button'
import { PoolSummary } from '../features/contract/pool-summary'
import { WorkspaceTable } from '../features/contract/workspace-table'
import { PoolBar } from '../features/usage/pool-bar'
import { graphql } from '../gql'
import type { WorkspaceRowFragment } from '../gql/graphql'
import { formatPeriod } from '../lib/format-date'
import { problemOf } from '../lib/problem'
import { useShortcut } from '../lib/use-shortcut'
import { useTitle } from '../lib/use-title'
import { CreditsSkeleton } from './credits-skeleton'

const AllocationDialog = lazy(async () => ({
  default: (await import('../features/limits/allocation-dialog')).AllocationDialog,
}))

const ContractPageQuery = graphql(`
  query ContractPage($contractId: ID!, $period: ID, $after: String) {
    contract(id: $contractId) {
      id
      name
      timeZone
      overview(period: $period) {
        period {
          id
          startsOn
          endsOn
          current
        }
        previousPeriod {
          id
        }
        nextPeriod {
          id
          current
        }
        pool {
          used
          ...PoolBar
        }
        ...PoolSummary
        workspaces(first: 50, after: $after) {
          nodes {
            ...WorkspaceRow
          }
          pageInfo {
            hasNextPage
            hasPreviousPage
            endCursor
          }
        }
      }
    }
  }
`)

const route = getRouteApi('/signed-in/contracts/$contractId')

/** The contract as a whole: its pool and the workspaces that share it. */
export function ContractPage() {
  const { t, i18n } = useLingui()
  const { contractId } = route.useParams()
  const { period } = route.useSearch()
  const navigate = route.useNavigate()
  const [after, setAfter] = useState<string | null>(null)
  const [allocating, setAllocating] = useState<WorkspaceRowFragment | null>(null)
  const [{ data, error }, refetch] = useQuery({
    query: ContractPageQuery,
    variables: { contractId, period, after },
    requestPolicy: 'cache-and-network',
  })
  const renew = () => refetch({ requestPolicy: 'network-only' })
  useTitle(data?.contract.name ?? t`Overview`)

  const overview = data?.contract.overview
  const { previousPeriod, nextPeriod } = overview ?? {}
  const show = (id: string | undefined) => {
    setAfter(null)
    void navigate({ search: (search) => ({ ...search, period: id }), resetScroll: false })
  }
  const toPrevious = () => previousPeriod && show(previousPeriod.id)
  const toNext = () => nextPeriod && show(nextPeriod.current ? undefined : nextPeriod.id)
  useShortcut('[', toPrevious)
  useShortcut(']', toNext)

  if (error && !data) return <ErrorState problem={problemOf(error)} onRetry={renew} />
  if (!data || !overview) return <CreditsSkeleton />
  const { name, timeZone } = data.contract
  const { nodes, pageInfo } = overview.workspaces

  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="min-w-0 truncate text-xl font-semibold tracking-tight">{name}</h1>
        <div role="group" aria-label={t`Billing period`} className="flex items-center gap-1">
          <Button
            look="icon"
            aria-label={t`Previous period`}
            aria-keyshortcuts="["
            disabled={!previousPeriod}
            onClick={toPrevious}
          >
            <ChevronLeft size={16} aria-hidden />
          </Button>
          <span data-figure="period" className="font-medium tabular-nums">
            {formatPeriod(overview.period.startsOn, overview.period.endsOn, i18n.locale)}
          </span>
          <Button
            look="icon"
            aria-label={t`Next period`}
            aria-keyshortcuts="]"
            disabled={!nextPeriod}
            onClick={toNext}
          >
            <ChevronRight size={16} aria-hidden />
          </Button>
        </div>
      </div>
      <PoolSummary overview={overview} timeZone={timeZone}>
        <PoolBar pool={overview.pool} used={overview.pool.used} />
      </PoolSummary>
      <WorkspaceTable
        workspaces={nodes}
        onAllocate={overview.period.current ? setAllocating : undefined}
      >
        {(pageInfo.hasNextPage || pageInfo.hasPreviousPage) && (
          <div className="flex justify-center gap-2 border-t border-line p-3">
            <Button disabled={!pageInfo.hasPreviousPage} onClick={() => setAfter(null)}>
              {t`First page`}
            </Button>
            <Button
              disabled={!pageInfo.hasNextPage}
              onClick={() => setAfter(pageInfo.endCursor ?? null)}
            >
              {t`Next page`}
            </Button>
          </div>
        )}
      </WorkspaceTable>
      {allocating && (
        <Suspense>
          <AllocationDialog
            workspace={allocating.workspace}
            allocation={allocating.allocation ?? null}
            onClose={() => {
              setAllocating(null)
              renew()
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
