import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { ListSkeleton } from '../components/list-skeleton'
import { PageHead } from '../components/page-head'
import { PageTurns } from '../components/page-turns'
import { RowList } from '../components/row-list'
import { Button } from '../components/ui/button'
import { InvitationRow } from '../features/people/invitation-row'
import { MemberRow } from '../features/people/member-row'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'

const InviteDialog = lazy(async () => ({
  default: (await import('../features/people/invite-dialog')).InviteDialog,
}))

const CreationDialog = lazy(async () => ({
  default: (await import('../features/people/creation-dialog')).CreationDialog,
}))

const MembersPageQuery = graphql(`
  query MembersPage($workspaceId: ID!, $after: String) {
    workspace(id: $workspaceId) {
      id
      name
      allows
      ...InviteDialog
      members(first: 50, after: $after) {
        nodes {
          id
          ...MemberRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      invitations {
        id
        ...InvitationRow
      }
    }
  }
`)

const route = getRouteApi('/signed-in/workspaces/$workspaceId/members')

/** Who has which role in a workspace, and who is invited. */
export function MembersPage() {
  const { t } = useLingui()
  const { workspaceId } = route.useParams()
  const { after } = route.useSearch()
  const navigate = route.useNavigate()
  const [open, setOpen] = useState<'invite' | 'creation' | null>(null)
  const [{ data, error }, refetch] = useQuery({
    query: MembersPageQuery,
    variables: { workspaceId, after },
  })
  const renew = () => refetch({ requestPolicy: 'network-only' })
  useTitle(data ? t`Members · ${data.workspace.name}` : t`Members`)

  if (error && !data) {
    return (
      <ErrorState
        problem={problemOf(error)}
        page={t`Members`}
        forbidden={t`Owners and admins of the workspace manage its members. Ask one of them.`}
        onRetry={renew}
      />
    )
  }
  if (!data) return <ListSkeleton />
  const { members, invitations } = data.workspace
  const { hasNextPage, endCursor } = members.pageInfo
  return (
    <div className="space-y-4">
      <PageHead title={t`Members`} about={t`Who can do what in ${data.workspace.name}.`}>
        <div className="flex flex-wrap gap-2">
          {data.workspace.allows.includes('SET_CREATION_POLICY') && (
            <Button onClick={() => setOpen('creation')}>{t`Who can create agents`}</Button>
          )}
          <Button look="primary" onClick={() => setOpen('invite')}>{t`Invite`}</Button>
        </div>
      </PageHead>
      <RowList title={t`Members`} empty={t`Nobody has a role here yet.`}>
        {members.nodes.map((member) => (
          <MemberRow key={member.id} member={member} onRemoved={renew} />
        ))}
      </RowList>
      <PageTurns
        turned={after !== undefined}
        next={hasNextPage ? (endCursor ?? null) : null}
        onTurn={(cursor) => void navigate({ search: { after: cursor } })}
      />
      <RowList title={t`Invitations`} empty={t`No invitation waits for an answer.`}>
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} onRevoked={renew} />
        ))}
      </RowList>
      <Suspense>
        {open === 'invite' && (
          <InviteDialog
            workspace={data.workspace}
            onInvited={renew}
            onClose={() => setOpen(null)}
          />
        )}
        {open === 'creation' && (
          <CreationDialog workspace={data.workspace} onClose={() => setOpen(null)} />
        )}
      </Suspense>
    </div>
  )
}
