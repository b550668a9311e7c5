import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { ListSkeleton } from '../components/list-skeleton'
import { PageHead } from '../components/page-head'
import { PageTurns } from '../components/page-turns'
import { Button } from '../components/ui/button'
import { TermsCard } from '../features/contract/terms-card'
import { GrantList } from '../features/ledger/grant-list'
import { PurchaseList } from '../features/purchases/purchase-list'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'

const TermsDialog = lazy(async () => ({
  default: (await import('../features/contract/terms-dialog')).TermsDialog,
}))
const GrantDialog = lazy(async () => ({
  default: (await import('../features/ledger/grant-dialog')).GrantDialog,
}))

const AccountPageQuery = graphql(`
  query AccountPage($contractId: ID!, $grants: String, $purchases: String) {
    contract(id: $contractId) {
      id
      name
      timeZone
      allows
      ...Terms
      grants(first: 10, after: $grants) {
        ...GrantList
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      billing {
        id
        purchases(first: 10, after: $purchases) {
          nodes {
            id
            ...PurchaseRow
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`)

const route = getRouteApi('/signed-in/contracts/$contractId/account')

const nextOf = (page: { hasNextPage: boolean; endCursor?: string | null }) =>
  page.hasNextPage ? (page.endCursor ?? null) : null

/** A contract for its account team: its terms, and what was granted and bought. */
export function AccountPage() {
  const { t } = useLingui()
  const { contractId } = route.useParams()
  const { grants, purchases } = route.useSearch()
  const navigate = route.useNavigate()
  const [open, setOpen] = useState<'terms' | 'grant' | null>(null)
  const [{ data, error }, refetch] = useQuery({
    query: AccountPageQuery,
    variables: { contractId, grants, purchases },
    requestPolicy: 'cache-and-network',
  })
  const renew = () => refetch({ requestPolicy: 'network-only' })
  useTitle(data ? t`Account · ${data.contract.name}` : t`Account`)

  const forbidden = data && !data.contract.allows.includes('MANAGE_CONTRACT')
  if (forbidden || (error && !data)) {
    return (
      <ErrorState
        problem={forbidden || !error ? 'FORBIDDEN' : problemOf(error)}
        page={t`Account`}
        forbidden={t`The account team of the contract keeps this page. Ask them about its terms.`}
        onRetry={renew}
      />
    )
  }
  if (!data) return <ListSkeleton />
  const { contract } = data
  const { purchases: bought } = contract.billing
  const turn = (search: { grants?: string; purchases?: string }) =>
    void navigate({ search: (current) => ({ ...current, ...search }), resetScroll: false })
  return (
    <div className="space-y-4">
      <PageHead title={t`Account`} about={t`What was agreed on with ${contract.name}, and what came of it.`}>
        <Button look="primary" onClick={() => setOpen('grant')}>{t`Grant credits`}</Button>
      </PageHead>
      <TermsCard contract={contract} onChange={() => setOpen('terms')} />
      <GrantList grants={contract.grants} timeZone={contract.timeZone} />
      <PageTurns
        turned={grants !== undefined}
        next={nextOf(contract.grants.pageInfo)}
        onTurn={(cursor) => turn({ grants: cursor })}
      />
      <PurchaseList purchases={bought.nodes} timeZone={contract.timeZone} onRefunded={renew} />
      <PageTurns
        turned={purchases !== undefined}
        next={nextOf(bought.pageInfo)}
        onTurn={(cursor) => turn({ purchases: cursor })}
      />
      <Suspense>
        {open === 'terms' && <TermsDialog contract={contract} onClose={() => setOpen(null)} />}
        {open === 'grant' && (
          <GrantDialog contract={contract} onGranted={renew} onClose={() => setOpen(null)} />
        )}
      </Suspense>
    </div>
  )
}
