import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { ListSkeleton } from '../components/list-skeleton'
import { workspaceKinds } from '../features/audit/action-kinds'
import { AuditList } from '../features/audit/audit-list'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'

const AuditPageQuery = graphql(`
  query AuditPage($workspaceId: ID!, $after: String, $filter: AuditFilter) {
    workspace(id: $workspaceId) {
      id
      name
      timeZone
      auditLog(first: 50, after: $after, filter: $filter) {
        ...AuditList
      }
    }
  }
`)

const route = getRouteApi('/signed-in/workspaces/$workspaceId/audit')

/** What was changed in a workspace, and by whom. */
export function AuditPage() {
  const { t } = useLingui()
  const { workspaceId } = route.useParams()
  const view = route.useSearch()
  const navigate = route.useNavigate()
  const [{ data, error }, refetch] = useQuery({
    query: AuditPageQuery,
    variables: { workspaceId, after: view.after, filter: view.kind && { action: view.kind } },
    requestPolicy: 'cache-and-network',
  })
  useTitle(data ? t`Audit log · ${data.workspace.name}` : t`Audit log`)

  if (error && !data) {
    return (
      <ErrorState
        problem={problemOf(error)}
        page={t`Audit log`}
        forbidden={t`Owners and admins of the workspace can see its audit log. Ask one of them.`}
        onRetry={() => refetch({ requestPolicy: 'network-only' })}
      />
    )
  }
  if (!data) return <ListSkeleton />
  return (
    <AuditList
      about={t`What was changed in ${data.workspace.name}, newest first.`}
      log={data.workspace.auditLog}
      timeZone={data.workspace.timeZone}
      kinds={workspaceKinds}
      view={view}
      onView={(search) => void navigate({ search })}
    />
  )
}
