import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { ListSkeleton } from '../components/list-skeleton'
import { PageHead } from '../components/page-head'
import { PageTurns } from '../components/page-turns'
import { SearchField } from '../components/search-field'
import { Button } from '../components/ui/button'
import { HealthTable } from '../features/contract/health-table'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'

const NewContractDialog = lazy(async () => ({
  default: (await import('../features/contract/new-contract-dialog')).NewContractDialog,
}))

const AccountsPageQuery = graphql(`
  query AccountsPage($search: String, $after: String) {
    assignedContracts(first: 50, after: $after, search: $search) {
      nodes {
        ...HealthRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

const route = getRouteApi('/signed-in/accounts')

/** How the contracts stand that somebody looks after. */
export function AccountsPage() {
  const { t } = useLingui()
  const { q = '', after } = route.useSearch()
  const navigate = route.useNavigate()
  const [making, setMaking] = useState(false)
  const [{ data, error }, refetch] = useQuery({
    query: AccountsPageQuery,
    variables: { search: q || undefined, after },
    requestPolicy: 'cache-and-network',
  })
  useTitle(t`Contracts`)

  if (error && !data) {
    return (
      <ErrorState
        problem={problemOf(error)}
        page={t`Contracts`}
        forbidden={t`This page is for people who look after contracts as their account team. If you should be one of them, ask one of them.`}
        onRetry={() => refetch({ requestPolicy: 'network-only' })}
      />
    )
  }
  if (!data) return <ListSkeleton />
  const { nodes, pageInfo } = data.assignedContracts
  return (
    <div className="space-y-4">
      <PageHead
        title={t`Contracts`}
        about={t`Those that you look after, the fastest spender first. At a pace of 1 credits last just until the reset.`}
      >
        <div className="flex flex-wrap gap-2">
          <SearchField
            label={t`Search contracts`}
            value={q}
            onSearch={(text) => void navigate({ search: { q: text || undefined }, replace: true })}
          />
          <Button look="primary" onClick={() => setMaking(true)}>{t`New contract`}</Button>
        </div>
      </PageHead>
      <HealthTable contracts={nodes} searched={q} />
      <PageTurns
        turned={after !== undefined}
        next={pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null}
        onTurn={(cursor) => void navigate({ search: { q: q || undefined, after: cursor } })}
      />
      {making && (
        <Suspense>
          <NewContractDialog
            onMade={(contractId) =>
              void navigate({ to: '/contracts/$contractId/account', params: { contractId } })
            }
            onClose={() => setMaking(false)}
          />
        </Suspense>
      )}
    </div>
  )
}
