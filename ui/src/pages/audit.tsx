import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { ListSkeleton } from '../components/list-skeleton'
import { PageHead } from '../components/page-head'
import { PageTurns } from '../components/page-turns'
import { RowList } from '../components/row-list'
import { Select } from '../components/ui/select'
import { actionKinds } from '../features/audit/action-kinds'
import { kindWords } from '../features/audit/action-words'
import { AuditRow } from '../features/audit/audit-row'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { oneOf } from '../lib/url-state'
import { useTitle } from '../lib/use-title'

const AuditPageQuery = graphql(`
  query AuditPage($workspaceId: ID!, $after: String, $filter: AuditFilter) {
    workspace(id: $workspaceId) {
      id
      name
      timeZone
      auditLog(first: 50, after: $after, filter: $filter) {
        nodes {
          id
          ...AuditRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

const route = getRouteApi('/signed-in/workspaces/$workspaceId/audit')

/** What was changed in a workspace, and by whom. */
export function AuditPage() {
  const { t, i18n } = useLingui()
  const { workspaceId } = route.useParams()
  const { after, kind } = route.useSearch()
  const navigate = route.useNavigate()
  const [{ data, error }, refetch] = useQuery({
    query: AuditPageQuery,
    variables: { workspaceId, after, filter: kind && { action: kind } },
    requestPolicy: 'cache-and-network',
  })
  useTitle(data ? t`Audit log · ${data.workspace.name}` : t`Audit log`)

  if (error && !data) {
    return (
      <>
        <h1 className="sr-only">{t`Audit log`}</h1>
        <ErrorState
          problem={problemOf(error)}
          forbidden={t`Owners and admins of the workspace can see its audit log. Ask one of them.`}
          onRetry={() => refetch({ requestPolicy: 'network-only' })}
        />
      </>
    )
  }
  if (!data) return <ListSkeleton />
  const { auditLog, timeZone } = data.workspace
  const { hasNextPage, endCursor } = auditLog.pageInfo
  return (
    <div className="space-y-4">
      <PageHead title={t`Audit log`} about={t`What was changed in ${data.workspace.name}, newest first.`}>
        <Select
          label={t`Which changes`}
          labelHidden
          value={kind ?? ''}
          onChange={({ target }) =>
            void navigate({ search: { kind: oneOf(actionKinds, target.value) } })
          }
          choices={[
            { value: '', label: t`All changes` },
            ...actionKinds.map((value) => ({ value, label: i18n._(kindWords[value]) })),
          ]}
        />
      </PageHead>
      <RowList title={t`Changes`} empty={t`Nothing was changed yet.`}>
        {auditLog.nodes.map((entry) => (
          <AuditRow key={entry.id} entry={entry} timeZone={timeZone} />
        ))}
      </RowList>
      <PageTurns
        turned={after !== undefined}
        next={hasNextPage ? (endCursor ?? null) : null}
        onTurn={(cursor) => void navigate({ search: { kind, after: cursor } })}
      />
    </div>
  )
}
