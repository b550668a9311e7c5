import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { ListSkeleton } from '../components/list-skeleton'
import { contractKinds } from '../features/audit/action-kinds'
import { AuditList } from '../features/audit/audit-list'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'

const ContractAuditPageQuery = graphql(`
  query ContractAuditPage($contractId: ID!, $after: String, $filter: AuditFilter) {
    contract(id: $contractId) {
      id
      name
      timeZone
      auditLog(first: 50, after: $after, filter: $filter) {
        ...AuditList
      }
    }
  }
`)

const route = getRouteApi('/signed-in/contracts/$contractId/audit')

/** What was changed in a contract and its workspaces, and by whom. */
export function ContractAuditPage() {
  const { t } = useLingui()
  const { contractId } = route.useParams()
  const view = route.useSearch()
  const navigate = route.useNavigate()
  const [{ data, error }, refetch] = useQuery({
    query: ContractAuditPageQuery,
    variables: { contractId, after: view.after, filter: view.kind && { action: view.kind } },
    requestPolicy: 'cache-and-network',
  })
  useTitle(data ? t`Audit log · ${data.contract.name}` : t`Audit log`)

  if (error && !data) {
    return (
      <ErrorState
        problem={problemOf(error)}
        page={t`Audit log`}
        forbidden={t`Owners and admins of the organization and its account team can see its audit log. Ask one of them.`}
        onRetry={() => refetch({ requestPolicy: 'network-only' })}
      />
    )
  }
  if (!data) return <ListSkeleton />
  return (
    <AuditList
      about={t`What was changed in ${data.contract.name} and all of its workspaces, newest first.`}
      log={data.contract.auditLog}
      timeZone={data.contract.timeZone}
      kinds={contractKinds}
      view={view}
      onView={(search) => void navigate({ search })}
    />
  )
}
