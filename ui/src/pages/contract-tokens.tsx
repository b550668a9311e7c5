import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { ListSkeleton } from '../components/list-skeleton'
import { TokenList } from '../features/tokens/token-list'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'

const ContractTokensPageQuery = graphql(`
  query ContractTokensPage($contractId: ID!, $after: String) {
    contract(id: $contractId) {
      id
      name
      issuableScopes
      serviceTokens(first: 50, after: $after) {
        ...TokenList
      }
    }
  }
`)

const route = getRouteApi('/signed-in/contracts/$contractId/tokens')

/** The tokens by which programs work in the workspaces of a contract. */
export function ContractTokensPage() {
  const { t } = useLingui()
  const { contractId } = route.useParams()
  const { after } = route.useSearch()
  const navigate = route.useNavigate()
  const [{ data, error }, refetch] = useQuery({
    query: ContractTokensPageQuery,
    variables: { contractId, after },
  })
  const renew = () => refetch({ requestPolicy: 'network-only' })
  useTitle(data ? t`Service tokens · ${data.contract.name}` : t`Service tokens`)

  if (error && !data) {
    return (
      <ErrorState
        problem={problemOf(error)}
        page={t`Service tokens`}
        forbidden={t`Owners and admins of the organization manage its tokens. Ask one of them.`}
        onRetry={renew}
      />
    )
  }
  if (!data) return <ListSkeleton />
  return (
    <TokenList
      about={t`Programs use these to work on their own, in all workspaces of ${data.contract.name} or in one of them.`}
      owner={data.contract}
      tokens={data.contract.serviceTokens}
      after={after}
      onTurn={(cursor) => void navigate({ search: { after: cursor } })}
      onChanged={renew}
    />
  )
}
