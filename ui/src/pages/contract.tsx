import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'
import { CreditsSkeleton } from './credits-skeleton'

const ContractPageQuery = graphql(`
  query ContractPage($contractId: ID!) {
    contract(id: $contractId) {
      id
      name
    }
  }
`)

const route = getRouteApi('/signed-in/contracts/$contractId')

/** The contract as a whole: its pool and the workspaces that share it. */
export function ContractPage() {
  const { t } = useLingui()
  const { contractId } = route.useParams()
  const [{ data, error }, refetch] = useQuery({
    query: ContractPageQuery,
    variables: { contractId },
  })
  useTitle(data?.contract.name ?? t`Overview`)

  if (error && !data) {
    return (
      <ErrorState
        problem={problemOf(error)}
        onRetry={() => refetch({ requestPolicy: 'network-only' })}
      />
    )
  }
  if (!data) return <CreditsSkeleton />
  return <h1 className="text-xl font-semibold tracking-tight">{data.contract.name}</h1>
}
