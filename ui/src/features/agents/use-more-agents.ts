import { useState } from 'react'
import { useClient } from 'urql'
import { readFragment } from '../../gql'
import type { AgentPageFragment as AgentPage, MoreAgentsQueryVariables } from '../../gql/graphql'
import { AgentPageFragment, MoreAgentsQuery } from './agent-page'

type ListVariables = Omit<MoreAgentsQueryVariables, 'after'>

interface More {
  /** The list that the pages belong to. */
  list: string
  pages: AgentPage[]
  state: 'idle' | 'loading' | 'failed'
}

/**
 * The pages after the first. Cursors name a place by its figures, which move while agents
 * run, so `refresh` walks from the end of the new first page through as many pages as are shown.
 */
export function useMoreAgents(variables: ListVariables) {
  const client = useClient()
  const list = JSON.stringify(variables)
  const none: More = { list, pages: [], state: 'idle' }
  const [stored, setStored] = useState(none)
  const more = stored.list === list ? stored : none
  const update = (change: (more: More) => More) =>
    setStored((current) => change(current.list === list ? current : none))

  async function fetchPage(after: string): Promise<AgentPage | undefined> {
    const { data } = await client
      .query(MoreAgentsQuery, { ...variables, after }, { requestPolicy: 'network-only' })
      .toPromise()
    return readFragment(AgentPageFragment, data?.workspace.creditsDashboard.agents)
  }

  async function loadMore(after: string) {
    update((current) => ({ ...current, state: 'loading' }))
    const page = await fetchPage(after)
    update((current) =>
      page
        ? { list, pages: [...current.pages, page], state: 'idle' }
        : { ...current, state: 'failed' },
    )
  }

  /** False when a page could not be had; those shown then stay. */
  async function refresh(first: AgentPage): Promise<boolean> {
    const pages: AgentPage[] = []
    let last: AgentPage | undefined = first
    while (pages.length < more.pages.length && last.pageInfo.endCursor) {
      last = await fetchPage(last.pageInfo.endCursor)
      if (!last) return false
      pages.push(last)
    }
    if (pages.length > 0) {
      update((current) => ({
        ...current,
        pages: [...pages, ...current.pages.slice(pages.length)],
      }))
    }
    return true
  }

  return { pages: more.pages, state: more.state, loadMore, refresh }
}
