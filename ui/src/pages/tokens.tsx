import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { ListSkeleton } from '../components/list-skeleton'
import { TokenList } from '../features/tokens/token-list'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'

const TokensPageQuery = graphql(`
  query TokensPage($workspaceId: ID!, $after: String) {
    workspace(id: $workspaceId) {
      id
      name
      issuableScopes
      serviceTokens(first: 50, after: $after) {
        ...TokenList
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
  const [{ data, error }, refetch] = useQuery({
    query: TokensPageQuery,
    variables: { workspaceId, after },
  })
  const renew = () => refetch({ requestPolicy: 'network-only' })
  useTitle(data ? t`Service tokens · ${data.workspace.name}` : t`Service tokens`)

  if (error && !data) {
    return (
      <ErrorState
        problem={problemOf(error)}
        page={t`Service tokens`}
        forbidden={t`Owners and admins of the workspace manage its tokens. Ask one of them.`}
        onRetry={renew}
      />
    )
  }
  if (!data) return <ListSkeleton />
  return (
    <TokenList
      about={t`Programs use these to work in ${data.workspace.name} on their own.`}
      owner={data.workspace}
      tokens={data.workspace.serviceTokens}
      after={after}
      onTurn={(cursor) => void navigate({ search: { after: cursor } })}
      onChanged={renew}
    />
  )
}
