import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { EntryPageFragment } from '../features/ledger/entry-page'
import { EntryTable } from '../features/ledger/entry-table'
import { PoolBalance } from '../features/ledger/pool-balance'
import { useMoreEntries } from '../features/ledger/use-more-entries'
import { PeriodSelector } from '../features/usage/period-selector'
import { graphql, readFragment } from '../gql'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'
import { PoolSkeleton } from './pool-skeleton'

const LedgerPageQuery = graphql(`
  query LedgerPage($workspaceId: ID!, $period: ID) {
    workspace(id: $workspaceId) {
      id
      name
      timeZone
      periods(first: 36) {
        nodes {
          ...PeriodChoice
        }
      }
      creditsDashboard(period: $period) {
        period {
          id
          current
          ...PeriodChoice
        }
        previousPeriod {
          ...PeriodChoice
        }
        nextPeriod {
          ...PeriodChoice
        }
        ...PoolBalance
        ledgerEntries(first: 50) {
          ...EntryPage
        }
      }
    }
  }
`)

const route = getRouteApi('/signed-in/workspaces/$workspaceId/ledger')

/** Where credits came from and where they went, period by period. */
export function LedgerPage() {
  const { t } = useLingui()
  const { workspaceId } = route.useParams()
  const { period } = route.useSearch()
  const navigate = route.useNavigate()
  const variables = { workspaceId, period }
  const [{ data, error, fetching }, refetch] = useQuery({
    query: LedgerPageQuery,
    variables,
    requestPolicy: 'cache-and-network',
  })
  const more = useMoreEntries(variables)
  useTitle(data ? t`Ledger · ${data.workspace.name}` : t`Ledger`)

  const dashboard = data?.workspace.creditsDashboard
  const shown = dashboard && (period ? dashboard.period.id === period : dashboard.period.current)
  if (error && !shown) {
    return (
      <ErrorState
        problem={problemOf(error)}
        page={t`Ledger`}
        onRetry={() => refetch({ requestPolicy: 'network-only' })}
      />
    )
  }
  if (!data || !dashboard) return <PoolSkeleton />

  const { workspace } = data
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <h1 className="text-xl font-semibold tracking-tight">{t`Ledger`}</h1>
        <PeriodSelector
          periods={workspace.periods.nodes}
          of={dashboard}
          onSelect={(id) => void navigate({ search: { period: id }, resetScroll: false })}
        />
      </div>
      <div
        aria-busy={fetching}
        className={`space-y-4 transition-opacity ${fetching && !shown ? 'opacity-60 delay-150' : ''}`}
      >
        <PoolBalance dashboard={dashboard} timeZone={workspace.timeZone} />
        <EntryTable
          pages={[readFragment(EntryPageFragment, dashboard.ledgerEntries), ...more.pages]}
          timeZone={workspace.timeZone}
          more={more.state}
          onLoadMore={(after) => void more.loadMore(after)}
        />
      </div>
    </div>
  )
}
