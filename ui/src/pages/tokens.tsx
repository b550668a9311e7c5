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
import { TokenRow } from '../features/tokens/token-row'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { useNow } from '../lib/use-now'
import { useTitle } from '../lib/use-title'

const TokenDialog = lazy(async () => ({
  default: (await import('../features/tokens/token-dialog')).TokenDialog,
}))

const TokensPageQuery = graphql(`
  query TokensPage($workspaceId: ID!, $after: String) {
    workspace(id: $workspaceId) {
      id
      name
      issuableScopes
      serviceTokens(first: 50, after: $after) {
        nodes {
          id
          ...TokenRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

const route = getRouteApi('/signed-in/workspaces/$workspaceId/tokens')

/** The tokens by which programs work in a workspace. */
export function TokensPage() {
  const { t } = useLingui()
  const { workspaceId } = route.useParams()
  const { after } = route.useSearch()
  const navigate = route.useNavigate()
  const now = useNow(60_000)
  const [making, setMaking] = useState(false)
  const [{ data, error }, refetch] = useQuery({
    query: TokensPageQuery,
    variables: { workspaceId, after },
  })
  const renew = () => refetch({ requestPolicy: 'network-only' })
  useTitle(data ? t`Service tokens · ${data.workspace.name}` : t`Service tokens`)

  if (error && !data) {
    return (
      <>
        <h1 className="sr-only">{t`Service tokens`}</h1>
        <ErrorState
          problem={problemOf(error)}
          forbidden={t`Owners and admins of the workspace manage its tokens. Ask one of them.`}
          onRetry={renew}
        />
      </>
    )
  }
  if (!data) return <ListSkeleton />
  const { serviceTokens, issuableScopes } = data.workspace
  const { hasNextPage, endCursor } = serviceTokens.pageInfo
  return (
    <div className="space-y-4">
      <PageHead
        title={t`Service tokens`}
        about={t`By these, programs work in ${data.workspace.name} without a person.`}
      >
        {issuableScopes.length > 0 && (
          <Button look="primary" onClick={() => setMaking(true)}>{t`New token`}</Button>
        )}
      </PageHead>
      <RowList title={t`Tokens`} empty={t`No program has a token yet.`}>
        {serviceTokens.nodes.map((token) => (
          <TokenRow key={token.id} token={token} now={now} onRevoked={renew} />
        ))}
      </RowList>
      <PageTurns
        turned={after !== undefined}
        next={hasNextPage ? (endCursor ?? null) : null}
        onTurn={(cursor) => void navigate({ search: { after: cursor } })}
      />
      {making && (
        <Suspense>
          <TokenDialog
            owner={workspaceId}
            scopes={issuableScopes}
            onMade={renew}
            onClose={() => setMaking(false)}
          />
        </Suspense>
      )}
    </div>
  )
}
