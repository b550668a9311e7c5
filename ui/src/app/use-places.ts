import { useLingui } from '@lingui/react'
import { useQuery } from 'urql'
import { graphql, readFragment, type FragmentType } from '../gql'
import type { Action } from '../gql/graphql'
import { useSettled } from '../lib/use-settled'
import { contractPages, workspacePages } from './navigation'

const FirstPlacesFragment = graphql(`
  fragment FirstPlaces on Viewer {
    workspaces(first: 20) {
      nodes {
        id
        name
        allows
      }
      pageInfo {
        hasNextPage
      }
    }
    contracts(first: 20) {
      nodes {
        id
        name
        allows
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`)

const FoundPlacesQuery = graphql(`
  query FoundPlaces($search: String!) {
    viewer {
      workspaces(first: 20, search: $search) {
        nodes {
          id
          name
          allows
        }
      }
      contracts(first: 20, search: $search) {
        nodes {
          id
          name
          allows
        }
      }
    }
  }
`)

interface Place {
  id: string
  name: string
  allows: readonly Action[]
}

export interface Places {
  workspaces: readonly Place[]
  contracts: readonly Place[]
}

/** The first workspaces and contracts, and where there are more, those that the server finds by the words. */
export function usePlaces(viewer: FragmentType<typeof FirstPlacesFragment>, words: string[]) {
  const { i18n } = useLingui()
  const first = readFragment(FirstPlacesFragment, viewer)
  const more = first.workspaces.pageInfo.hasNextPage || first.contracts.pageInfo.hasNextPage
  const labels = [...workspacePages, ...contractPages].map(({ label }) =>
    i18n._(label).toLocaleLowerCase(),
  )
  // Words may be of a name or of a page: the server knows the names alone.
  const ofNames = words.filter((word) => !labels.some((label) => label.includes(word)))
  const search = (ofNames.length > 0 ? ofNames : words).join(' ')
  const settled = useSettled(search)
  const [{ data, error, fetching }] = useQuery({
    query: FoundPlacesQuery,
    variables: { search: settled },
    pause: !more || settled === '',
  })
  return {
    workspaces: joined(first.workspaces.nodes, data?.viewer?.workspaces.nodes),
    contracts: joined(first.contracts.nodes, data?.viewer?.contracts.nodes),
    searching: more && (fetching || search !== settled),
    failed: error !== undefined,
  }
}

function joined(first: readonly Place[], found: readonly Place[] = []): Place[] {
  return [...first, ...found.filter(({ id }) => first.every((place) => place.id !== id))]
}
