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
import { OfficerRow } from '../features/people/officer-row'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'

const OfficerDialog = lazy(async () => ({
  default: (await import('../features/people/officer-dialog')).OfficerDialog,
}))

const OfficersPageQuery = graphql(`
  query OfficersPage($contractId: ID!, $after: String) {
    contract(id: $contractId) {
      id
      name
      ...OfficerDialog
      officers(first: 50, after: $after) {
        nodes {
          id
          ...OfficerRow
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

const route = getRouteApi('/signed-in/contracts/$contractId/people')

/** Who has a role in the organization, and who is invited to one. */
export function OfficersPage() {
  const { t } = useLingui()
  const { contractId } = route.useParams()
  const { after } = route.useSearch()
  const navigate = route.useNavigate()
  const [inviting, setInviting] = useState(false)
  const [{ data, error }, refetch] = useQuery({
    query: OfficersPageQuery,
    variables: { contractId, after },
  })
  const renew = () => refetch({ requestPolicy: 'network-only' })
  useTitle(data ? t`People · ${data.contract.name}` : t`People`)

  if (error && !data) {
    return (
      <ErrorState
        problem={problemOf(error)}
        page={t`People`}
        forbidden={t`Owners of the organization say who runs it with them. Ask one of them.`}
        onRetry={renew}
      />
    )
  }
  if (!data) return <ListSkeleton />
  const { contract } = data
  const { hasNextPage, endCursor } = contract.officers.pageInfo
  return (
    <div className="space-y-4">
      <PageHead title={t`People`} about={t`Who has a role in all workspaces of ${contract.name}.`}>
        <Button look="primary" onClick={() => setInviting(true)}>{t`Invite`}</Button>
      </PageHead>
      <RowList title={t`Roles in the organization`} empty={t`Nobody has a role here yet.`}>
        {contract.officers.nodes.map((officer) => (
          <OfficerRow key={officer.id} officer={officer} onRemoved={renew} />
        ))}
      </RowList>
      <PageTurns
        turned={after !== undefined}
        next={hasNextPage ? (endCursor ?? null) : null}
        onTurn={(cursor) => void navigate({ search: { after: cursor } })}
      />
      <RowList title={t`Invitations`} empty={t`No invitation waits for an answer.`}>
        {contract.invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} onRevoked={renew} />
        ))}
      </RowList>
      {inviting && (
        <Suspense>
          <OfficerDialog
            contract={contract}
            onInvited={renew}
            onClose={() => setInviting(false)}
          />
        </Suspense>
      )}
    </div>
  )
}
