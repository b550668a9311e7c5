import { useClient } from 'urql'
import { readFragment } from '../../gql'
import type { MoreEntriesQueryVariables } from '../../gql/graphql'
import { useMorePages } from '../../lib/use-more-pages'
import { EntryPageFragment, MoreEntriesQuery } from './entry-page'

/** The pages of ledger entries after the first. */
export function useMoreEntries(variables: Omit<MoreEntriesQueryVariables, 'after'>) {
  const client = useClient()
  return useMorePages(JSON.stringify(variables), async (after) => {
    const { data } = await client
      .query(MoreEntriesQuery, { ...variables, after }, { requestPolicy: 'network-only' })
      .toPromise()
    return readFragment(EntryPageFragment, data?.workspace.creditsDashboard.ledgerEntries)
  })
}
