import { act, renderHook } from '@testing-library/react'
import { Client, fetchExchange, Provider } from 'urql'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AgentPageFragment } from '../../gql/graphql'
import { masked } from '../../test/dashboard'
import { useMoreAgents } from './use-more-agents'

/** The server's list: pages of one agent, each named by the cursor that leads to it. */
let list: string[]
const asked = vi.fn<(after: string) => void>()

beforeEach(() => {
  list = ['a', 'b', 'c', 'd']
  asked.mockClear()
  vi.stubGlobal('fetch', async (_: string, request: RequestInit) => {
    const { variables } = JSON.parse(String(request.body))
    asked(variables.after)
    const at = list.indexOf(variables.after) + 1
    if (at === 0) throw new TypeError('refused')
    const agents = pageOf(at)
    return Response.json({ data: { workspace: { id: 'ws_1', creditsDashboard: { agents } } } })
  })
})
afterEach(() => {
  vi.stubGlobal('fetch', undefined)
})

const pageOf = (at: number) =>
  masked<AgentPageFragment>({
    totalCount: list.length,
    nodes: [{ id: list[at] }],
    pageInfo: { hasNextPage: at < list.length - 1, endCursor: list[at] },
  })

function start() {
  const client = new Client({ url: '/graphql', preferGetMethod: false, exchanges: [fetchExchange] })
  return renderHook(
    ({ search }) =>
      useMoreAgents({
        workspaceId: 'ws_1',
        orderBy: { field: 'CREDITS', direction: 'DESC' },
        filter: { search },
      }),
    {
      initialProps: { search: '' },
      wrapper: ({ children }) => <Provider value={client}>{children}</Provider>,
    },
  )
}

type Hook = ReturnType<typeof start>['result']
const shown = (hook: Hook) => hook.current.pages.flatMap(({ nodes }) => nodes.map(({ id }) => id))
const load = (hook: Hook, after: string) => act(() => hook.current.loadMore(after))

test('adds page after page', async () => {
  const { result } = start()
  await load(result, 'a')
  await load(result, 'b')
  expect(shown(result)).toEqual(['b', 'c'])
  expect(result.current.state).toBe('idle')
})

test('keeps what it has when a page does not come', async () => {
  const { result } = start()
  await load(result, 'a')
  await load(result, 'gone')
  expect(shown(result)).toEqual(['b'])
  expect(result.current.state).toBe('failed')
})

test('walks from the end of a renewed first page through as many pages as are shown', async () => {
  const { result } = start()
  await load(result, 'a')
  await load(result, 'b')
  list = ['c', 'a', 'd', 'b']
  asked.mockClear()
  await act(async () => expect(await result.current.refresh(pageOf(0))).toBe(true))
  expect(asked.mock.calls).toEqual([['c'], ['a']])
  expect(shown(result)).toEqual(['a', 'd'])
})

test('asks for nothing while only the first page is shown', async () => {
  const { result } = start()
  await act(() => result.current.refresh(pageOf(0)))
  expect(asked).not.toHaveBeenCalled()
})

test('starts anew for another list', async () => {
  const view = start()
  await load(view.result, 'a')
  view.rerender({ search: 'x' })
  expect(shown(view.result)).toEqual([])
})
