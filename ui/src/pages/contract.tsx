import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { Button } from '../components/ui/button'
import { PoolSummary } from '../features/contract/pool-summary'
import { WorkspaceTable, type Allocated } from '../features/contract/workspace-table'
import { Freshness } from '../features/usage/freshness'
import { PeriodSelector } from '../features/usage/period-selector'
import { PoolBar } from '../features/usage/pool-bar'
import { readFragment } from '../gql'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'
import { ContractOverviewFragment, ContractPageQuery } from './contract-query'
import { PoolSkeleton } from './pool-skeleton'
import { useLiveContract } from './use-live-contract'

const AllocationDialog = lazy(async () => ({
  default: (await import('../features/limits/allocation-dialog')).AllocationDialog,
}))

const route = getRouteApi('/signed-in/contracts/$contractId')

/** The contract as a whole: its pool and the workspaces that share it. */
export function ContractPage() {
  const { t } = useLingui()
  const { contractId } = route.useParams()
  const { period } = route.useSearch()
  const navigate = route.useNavigate()
  const [cursor, setCursor] = useState<string | null>(null)
  const [allocating, setAllocating] = useState<Allocated | null>(null)
  const variables = { contractId, period, cursor }
  const [{ data, error }, refetch] = useQuery({
    query: ContractPageQuery,
    variables,
    requestPolicy: 'cache-and-network',
  })
  const renew = () => refetch({ requestPolicy: 'network-only' })
  const overview = readFragment(ContractOverviewFragment, data?.contract.overview)
  const liveness = useLiveContract(variables, data)
  useTitle(data?.contract.name ?? t`Overview`)

  const selectPeriod = (id: string | undefined) => {
    setCursor(null)
    void navigate({ search: (search) => ({ ...search, period: id }), resetScroll: false })
  }

  if (error && !data) {
    return (
      <ErrorState
        problem={problemOf(error)}
        page={t`Overview`}
        forbidden={t`Owners and admins of the organization and its account team can see its pool. Ask one of them.`}
        onRetry={renew}
      />
    )
  }
  if (!data || !overview) return <PoolSkeleton />
  const { name, timeZone, periods } = data.contract
  const { pageInfo } = overview.workspaces

  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0">
          <h1 className="truncate text-xl font-semibold tracking-tight">{name}</h1>
          <p className="mt-0.5 text-muted">
            <Freshness
              asOf={overview.asOf}
              current={overview.period.current}
              liveness={liveness}
              timeZone={timeZone}
            />
          </p>
        </div>
        <PeriodSelector periods={periods.nodes} of={overview} onSelect={selectPeriod} />
      </div>
      <PoolSummary overview={overview} timeZone={timeZone}>
        <PoolBar pool={overview.pool} used={overview.pool.used} />
      </PoolSummary>
      <WorkspaceTable
        workspaces={data.contract.overview.workspaces.nodes}
        onAllocate={overview.period.current ? setAllocating : undefined}
      >
        {(pageInfo.hasNextPage || pageInfo.hasPreviousPage) && (
          <div className="flex justify-center gap-2 border-t border-line p-3">
            <Button disabled={!pageInfo.hasPreviousPage} onClick={() => setCursor(null)}>
              {t`First page`}
            </Button>
            <Button
              disabled={!pageInfo.hasNextPage}
              onClick={() => setCursor(pageInfo.endCursor ?? null)}
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
