import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Provider } from 'urql'
import { createGraphqlClient } from './graphql-client'
import { createAppRouter } from './router'

const workspace = {
  __typename: 'Workspace',
  id: 'ws_1',
  name: 'Acme',
  canViewDashboard: true,
      allows: [],
  plan: 'BUSINESS',
}

const notice = (id: string, changes: object = {}) => ({
  __typename: 'Notification',
  id,
  kind: 'SAFETY_HOLD',
  createdAt: `2026-11-06T12:00:0${id}Z`,
  readAt: null as string | null,
  contractName: 'Acme Group',
  timeZone: 'UTC',
  contract: null as object | null,
  workspace,
  agent: { __typename: 'Agent', id: `agt_${id}`, name: `Agent ${id}` },
  figures: {
    __typename: 'SafetyHoldFigures',
    type: 'SafetyHoldFigures',
    spent: '720',
    limit: '500',
    hour: '2026-11-06T11:00:00Z',
  },
  ...changes,
})

type Input = { ids?: string[]; until?: string; kind: string; wanted: boolean }
type Operation = { operationName: string; variables: { after?: string; input: Input } }

/** A server that keeps notifications and choices; what is named in `broken` it does not answer. */
let notices: ReturnType<typeof notice>[]
let wanted: Record<string, boolean>
let broken: string[]
let refusals: { __typename: string; message: string }[]

const connection = (nodes: object[], hasNextPage = false) => ({
  __typename: 'NotificationConnection',
  unreadCount: notices.filter(({ readAt }) => !readAt).length,
  nodes,
  pageInfo: { __typename: 'PageInfo', hasNextPage, endCursor: hasNextPage ? 'c' : null },
})

const choices = () =>
  Object.entries(wanted).map(([kind, is]) => ({ __typename: 'EmailChoice', kind, wanted: is }))

const none = {
  __typename: 'WorkspaceConnection',
  nodes: [],
  pageInfo: { __typename: 'PageInfo', hasNextPage: false },
}

const resolvers: Record<string, (variables: Operation['variables']) => object> = {
  Viewer: () => ({
    viewer: {
      __typename: 'Viewer',
      allows: [],
      user: { __typename: 'User', id: 'usr_1', name: 'Linh Trần', email: 'linh@acme.test' },
      workspaces: none,
      dashboards: none,
      contracts: none,
    },
  }),
  NewestNotification: () => ({ viewer: { __typename: 'Viewer', notifications: connection([]) } }),
  NotificationsPage: ({ after }) => ({
    viewer: {
      __typename: 'Viewer',
      notifications: after ? connection(notices.slice(2)) : connection(notices.slice(0, 2), notices.length > 2),
    },
  }),
  MarkNotificationsRead: ({ input: { ids, until } }) => {
    const marked = notices.filter(
      ({ id, createdAt }) => refusals.length === 0 && (ids ? ids.includes(id) : createdAt <= (until ?? '')),
    )
    for (const each of marked) each.readAt = '2026-11-06T13:00:00Z'
    return {
      markNotificationsRead: {
        __typename: 'MarkNotificationsReadPayload',
        notifications: marked,
        userErrors: refusals,
      },
    }
  },
  SettingsPage: () => ({
    viewer: {
      __typename: 'Viewer',
      hasPassword: false,
      locale: 'EN',
      user: { __typename: 'User', id: 'usr_1', name: 'Linh Trần', email: 'linh@acme.test' },
      sessions: [],
      emailChoices: choices(),
    },
  }),
  SetEmailChoice: ({ input }) => {
    if (refusals.length === 0) wanted[input.kind] = input.wanted
    return {
      setEmailChoice: {
        __typename: 'SetEmailChoicePayload',
        emailChoices: choices(),
        userErrors: refusals,
      },
    }
  },
}

beforeEach(() => {
  notices = [notice('3'), notice('2', { readAt: '2026-11-06T12:30:00Z' }), notice('1')]
  wanted = { POOL_THRESHOLD: true, SAFETY_HOLD: true }
  broken = []
  refusals = []
  vi.stubGlobal('scrollTo', () => {})
  vi.stubGlobal('fetch', async (_: string, request: RequestInit) => {
    const { operationName, variables }: Operation = JSON.parse(String(request.body))
    const resolve = resolvers[operationName]
    if (!resolve || broken.includes(operationName)) throw new TypeError('refused')
    return Response.json({ data: { __typename: 'Query', ...resolve(variables) } })
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.stubGlobal('fetch', undefined)
})

async function open(url: string) {
  const client = createGraphqlClient(() => {})
  const router = createAppRouter(client, createMemoryHistory({ initialEntries: [url] }))
  await act(async () => {
    render(
      <Provider value={client}>
        <RouterProvider router={router} />
      </Provider>,
    )
  })
  return router
}

const rowOf = async (title: string) => {
  const row = (await screen.findByText(title)).closest('li')
  return within(row ?? document.body)
}

test('the bell counts what is unread and leads to it', async () => {
  const router = await open('/settings')
  await userEvent.click(await screen.findByRole('link', { name: '2 unread notifications' }))
  expect(await screen.findByRole('heading', { name: 'Notifications' })).toBeTruthy()
  expect(router.state.location.pathname).toBe('/notifications')
})

test('the bell is there without a count, where that cannot be had', async () => {
  broken = ['NewestNotification']
  await open('/notifications')
  await screen.findByText('Agent 3 is on hold for spending fast')
  expect(screen.getByRole('link', { name: 'Notifications' })).toBeTruthy()
})

test('the bell counts anew every half minute', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  await open('/settings')
  await screen.findByRole('link', { name: '2 unread notifications' })
  notices.unshift(notice('4'))
  await act(() => vi.advanceTimersByTimeAsync(30_000))
  expect(await screen.findByRole('link', { name: '3 unread notifications' })).toBeTruthy()
})

test('marks one as read, in the list and at the bell', async () => {
  await open('/notifications')
  const row = await rowOf('Agent 3 is on hold for spending fast')
  expect(row.getByText('Unread:')).toBeTruthy()
  await userEvent.click(row.getByRole('button', { name: /^Mark as read/ }))
  expect(await screen.findByRole('link', { name: '1 unread notification' })).toBeTruthy()
  expect(row.queryByText('Unread:')).toBeNull()
  expect(row.queryByRole('button')).toBeNull()
})

test('marks all that is shown and older as read, not what came after', async () => {
  await open('/notifications')
  const all = await screen.findByRole('button', { name: 'Mark all as read' })
  notices.unshift(notice('4'))
  await userEvent.click(all)
  expect(await screen.findByRole('link', { name: '1 unread notification' })).toBeTruthy()
  expect((await rowOf('Agent 4 is on hold for spending fast')).getByText('Unread:')).toBeTruthy()
  expect((await rowOf('Agent 3 is on hold for spending fast')).queryByText('Unread:')).toBeNull()
})

test('leads to the agent on the dashboard, which reads it', async () => {
  const router = await open('/notifications')
  await userEvent.click(await screen.findByRole('link', { name: 'Agent 3 is on hold for spending fast' }))
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/ws_1/credits'))
  expect(router.state.location.search.q).toBe('Agent 3')
  await vi.waitFor(() => expect(notices[0]?.readAt).toBeTruthy())
})

test('leads to the contract where the pool is seen as a whole', async () => {
  notices = [notice('3', { contract: { __typename: 'Contract', id: 'con_1' } })]
  const router = await open('/notifications')
  await userEvent.click(await screen.findByRole('link', { name: 'Agent 3 is on hold for spending fast' }))
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/contracts/con_1'))
  await vi.waitFor(() => expect(notices[0]?.readAt).toBeTruthy())
})

test.each([null, { ...workspace, id: 'ws_2', canViewDashboard: false }])(
  'leads nowhere where there is no dashboard to see',
  async (place) => {
    notices = [notice('3', { workspace: place })]
    await open('/notifications')
    await screen.findByText('Agent 3 is on hold for spending fast')
    expect(screen.queryByRole('link', { name: /on hold/ })).toBeNull()
  },
)

test('turns the page', async () => {
  const router = await open('/notifications')
  await userEvent.click(await screen.findByRole('button', { name: 'Next page' }))
  expect(await screen.findByText('Agent 1 is on hold for spending fast')).toBeTruthy()
  expect(router.state.location.search.after).toBe('c')
  expect(screen.queryByRole('button', { name: 'Mark all as read' })).toBeNull()
})

test('says where there is nothing, and where it could not be had', async () => {
  notices = []
  broken = ['NotificationsPage']
  await open('/notifications')
  expect(await screen.findByText('No connection')).toBeTruthy()
  broken = []
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText(/^Nothing yet/)).toBeTruthy()
})

test('says why something stays unread', async () => {
  refusals = [{ __typename: 'UserError', message: 'Not now.' }]
  await open('/notifications')
  await userEvent.click(await screen.findByRole('button', { name: 'Mark all as read' }))
  expect(await screen.findByText('Not now.')).toBeTruthy()
  expect((await rowOf('Agent 3 is on hold for spending fast')).getByText('Unread:')).toBeTruthy()
})

test('switches e-mails kind by kind', async () => {
  await open('/settings')
  const hold = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Agent on hold' })
  await userEvent.click(hold)
  await vi.waitFor(() => expect(wanted).toEqual({ POOL_THRESHOLD: true, SAFETY_HOLD: false }))
  expect(hold.checked).toBe(false)
})

test('takes a switch back that was refused, and says why', async () => {
  refusals = [{ __typename: 'UserError', message: 'Not now.' }]
  await open('/settings')
  const hold = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Agent on hold' })
  await userEvent.click(hold)
  expect(await screen.findByText('Not now.')).toBeTruthy()
  expect(hold.checked).toBe(true)
})
