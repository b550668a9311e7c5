import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Provider } from 'urql'
import { dashboard } from '../test/dashboard'
import { createGraphqlClient } from './graphql-client'
import { leaveForSignIn } from './leave-for-sign-in'
import { createAppRouter } from './router'

type Answer = { data?: object | null; errors?: object[] } | 'no answer'
type Operation = { operationName: string; variables: Record<string, unknown> }

const workspace = { plan: 'BUSINESS', __typename: 'Workspace', id: 'ws_1', name: 'Acme', allows: ['VIEW_DASHBOARD', 'MANAGE_MEMBERS'] }
const contract = { __typename: 'Contract', id: 'con_1', name: 'Acme Group', allows: ['VIEW_CONTRACT'] }

const listed = (of: 'Workspace' | 'Contract', nodes: object[], hasNextPage = false) => ({
  __typename: `${of}Connection`,
  nodes,
  pageInfo: { __typename: 'PageInfo', hasNextPage },
})

const viewer = {
  __typename: 'Viewer',
  allows: [] as string[],
  user: { __typename: 'User', id: 'usr_1', name: 'Linh Trần', email: 'linh@acme.test' },
  workspaces: listed('Workspace', [workspace]),
  dashboards: listed('Workspace', [workspace]),
  managed: listed('Workspace', []),
  contracts: listed('Contract', [contract]),
}
const period = {
  ...dashboard.period,
  __typename: 'BillingPeriod',
  startsAt: '2026-11-04T00:00:00Z',
  endsAt: '2026-12-04T00:00:00Z',
}
const metric = { __typename: 'Metric', value: 4, previous: 3 }

const forecastDay = (day: object) => ({ ...day, __typename: 'ForecastDay' })

const credits = {
  workspace: {
    ...workspace,
    timeZone: 'UTC',
    periods: { __typename: 'BillingPeriodConnection', nodes: [period] },
    creditsDashboard: {
      ...dashboard,
      __typename: 'CreditsDashboard',
      period,
      previousPeriod: {
        ...period,
        id: 'per_1',
        current: false,
        startsOn: '2026-10-04',
        endsOn: '2026-11-04',
      },
      pool: { ...dashboard.pool, __typename: 'PoolUsage' },
      days: dashboard.days.map((day) => ({ ...day, __typename: 'UsageDay' })),
      forecast: {
        ...dashboard.forecast,
        __typename: 'Forecast',
        pool: {
          ...dashboard.forecast.pool,
          __typename: 'PoolForecast',
          days: dashboard.forecast.pool.days.map(forecastDay),
        },
        days: dashboard.forecast.days.map(forecastDay),
      },
      cards: {
        __typename: 'DashboardCards',
        agentBuilders: metric,
        agentsInAction: metric,
        runsCompleted: { ...metric, __typename: 'RunsMetric', succeeded: 3, failed: 1 },
      },
      agents: {
        __typename: 'AgentUsageConnection',
        totalCount: 0,
        nodes: [],
        pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
      },
    },
  },
}

function answerWith(used: string): Answer {
  const { creditsDashboard } = credits.workspace
  const pool = { ...creditsDashboard.pool, used }
  const renewed = { ...creditsDashboard, pool }
  return { data: { workspace: { ...credits.workspace, creditsDashboard: renewed } } }
}

const refused = (code: string): Answer => ({
  data: null,
  errors: [{ message: code, extensions: { code } }],
})

let answers: Record<string, Answer>
const asked = vi.fn<(operation: Operation) => void>()

beforeEach(() => {
  asked.mockClear()
  answers = {
    Viewer: { data: { viewer } },
    HomePage: { data: { viewer } },
    SignInPage: { data: { signInProvider: null } },
    CreditsPage: { data: credits },
  }
  vi.stubGlobal('scrollTo', () => {})
  vi.stubGlobal('fetch', async (_: string, request: RequestInit) => {
    const operation: Operation = JSON.parse(String(request.body))
    asked(operation)
    const answer = answers[operation.operationName]
    if (!answer || answer === 'no answer') throw new TypeError('refused')
    if (operation.operationName === 'Viewer') {
      const node = [workspace, contract].find(({ id }) => id === operation.variables.open) ?? null
      return Response.json({ ...answer, data: { ...answer.data, node } })
    }
    return Response.json(answer)
  })
})
afterEach(() => {
  vi.stubGlobal('fetch', undefined)
})

async function open(url: string) {
  const history = createMemoryHistory({ initialEntries: [url] })
  const client = createGraphqlClient(() => leaveForSignIn(history))
  const router = createAppRouter(client, history)
  await act(async () => {
    render(
      <Provider value={client}>
        <RouterProvider router={router} />
      </Provider>,
    )
  })
  return router
}

test('leads home to the first dashboard that may be seen', async () => {
  const router = await open('/')
  expect(await screen.findByText('of 10,000 granted')).toBeTruthy()
  expect(router.state.location.href).toBe('/workspaces/ws_1/credits')
  await waitFor(() => expect(document.title).toBe('Credits · Acme · Cistern'))
})

test('says so where there is no dashboard', async () => {
  const dashboards = listed('Workspace', [])
  answers.HomePage = answers.Viewer = { data: { viewer: { ...viewer, dashboards } } }
  await open('/')
  expect(await screen.findByText('No dashboard to show')).toBeTruthy()
})

test('asks the server for what the URL says', async () => {
  await open('/workspaces/ws_1/credits?period=per_2&q=dig&sort=-runs&status=IDLE,ACTIVE')
  await screen.findByText('No agent fits')
  const operation = asked.mock.calls.find(([{ operationName }]) => operationName === 'CreditsPage')
  expect(operation?.[0].variables).toEqual({
    workspaceId: 'ws_1',
    period: 'per_2',
    orderBy: { field: 'RUNS', direction: 'DESC' },
    filter: { search: 'dig', status: ['ACTIVE', 'IDLE'] },
  })
})

test('shows whoever runs a workspace what another plan would bring', async () => {
  const dashboards = listed('Workspace', [])
  const managed = listed('Workspace', [workspace])
  answers.HomePage = answers.Viewer = { data: { viewer: { ...viewer, dashboards, managed } } }
  answers.CreditsPage = refused('PLAN_NOT_ELIGIBLE')
  await open('/')
  expect(
    await screen.findByText('The credits dashboard comes with Business and Enterprise'),
  ).toBeTruthy()
})

test('keeps the language of the URL on the way', async () => {
  const router = await open('/?lang=vi')
  expect(await screen.findByRole('heading', { name: 'Tín dụng' })).toBeTruthy()
  expect(router.state.location.href).toBe('/workspaces/ws_1/credits?lang=vi')
  expect(document.documentElement.lang).toBe('vi')
})

test('sends a stranger to sign in, and back', async () => {
  answers.Viewer = { data: { viewer: null } }
  answers.CreditsPage = 'no answer'
  const router = await open('/workspaces/ws_1/credits?q=dig')
  expect(await screen.findByRole('heading', { name: 'Sign in to Cistern' })).toBeTruthy()
  expect(router.state.location.search.next).toBe('/workspaces/ws_1/credits?q=dig')
})

test('offers the provider beside the password, and says why it did not work', async () => {
  answers.SignInPage = {
    data: { signInProvider: { __typename: 'SignInProvider', label: 'Riverbank' } },
  }
  await open('/sign-in?next=/account&problem=refused')
  const link = await screen.findByRole('link', { name: 'Continue with Riverbank' })
  expect(link.getAttribute('href')).toBe('/auth/oidc/begin?next=%2Faccount')
  expect(screen.getByRole('alert').textContent).toBe('The sign-in was not finished.')
})

test('sends a person whose session ended to sign in', async () => {
  answers.CreditsPage = refused('UNAUTHENTICATED')
  const router = await open('/workspaces/ws_1/credits?lang=en')
  expect(await screen.findByRole('heading', { name: 'Sign in to Cistern' })).toBeTruthy()
  expect(router.state.location.search).toEqual({
    lang: 'en',
    next: '/workspaces/ws_1/credits?lang=en',
  })
})

test('says why a page cannot be shown, and tries again', async () => {
  answers.CreditsPage = refused('FORBIDDEN')
  await open('/workspaces/ws_1/credits')
  expect(await screen.findByText('You cannot see this page')).toBeTruthy()
  answers.CreditsPage = { data: credits }
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('of 10,000 granted')).toBeTruthy()
})

test('without a socket asks for the figures, keeps them while the server is away, and recovers', async () => {
  await open('/workspaces/ws_1/credits')
  await screen.findByText('of 10,000 granted')
  answers.CreditsPage = answerWith('7777')
  expect(await screen.findByText('7,777')).toBeTruthy()
  answers.CreditsPage = 'no answer'
  expect(await screen.findByText(/No connection/)).toBeTruthy()
  expect(screen.getByText('7,777')).toBeTruthy()
  answers.CreditsPage = answerWith('8888')
  expect(await screen.findByText('8,888')).toBeTruthy()
  expect(await screen.findByText(/Reconnecting/)).toBeTruthy()
}, 30_000)

test('leads from the credits to the ledger, period by period', async () => {
  const { creditsDashboard, periods } = credits.workspace
  const entries = { __typename: 'LedgerEntryConnection', nodes: [], pageInfo: creditsDashboard.agents.pageInfo }
  const grants = { __typename: 'GrantConnection', nodes: [] }
  answers.LedgerPage = {
    data: {
      workspace: {
        ...workspace,
        timeZone: 'UTC',
        periods,
        creditsDashboard: { ...creditsDashboard, openingBalance: '9000', grants, ledgerEntries: entries },
      },
    },
  }
  const router = await open('/workspaces/ws_1/credits')
  await userEvent.click(await screen.findByRole('link', { name: 'Ledger' }))
  expect(await screen.findByText('9,000')).toBeTruthy()
  expect(router.state.location.href).toBe('/workspaces/ws_1/ledger')
  await userEvent.click(screen.getByRole('button', { name: 'Previous period' }))
  expect(router.state.location.search.period).toBe('per_1')
  answers.LedgerPage = refused('FORBIDDEN')
  await act(() => router.navigate({ to: '/workspaces/$workspaceId/ledger', params: { workspaceId: 'ws_2' } }))
  expect(await screen.findByText('You cannot see this page')).toBeTruthy()
})

test('leads from a workspace to its contract', async () => {
  const pool = { ...dashboard.pool, __typename: 'PoolUsage' }
  const share = {
    __typename: 'WorkspaceShare',
    workspaceId: workspace.id,
    workspace: { ...workspace, timeZone: 'UTC' },
    used: '4210.4',
    share: 1,
    allocation: '4000',
    threshold: 'REACHED',
    expected: null,
    blockers: ['ALLOCATION_REACHED'],
  }
  const overview = {
    __typename: 'ContractOverview',
    asOf: dashboard.asOf,
    period,
    previousPeriod: null,
    nextPeriod: null,
    daysLeft: 28,
    allocated: '4000',
    pool,
    forecast: null,
    workspaces: {
      __typename: 'WorkspaceShareConnection',
      nodes: [share],
      pageInfo: {
        __typename: 'PageInfo',
        hasNextPage: false,
        hasPreviousPage: false,
        endCursor: null,
      },
    },
  }
  answers.ContractPage = {
    data: {
      contract: {
        ...contract,
        timeZone: 'UTC',
        periods: credits.workspace.periods,
        overview,
      },
    },
  }
  const router = await open('/workspaces/ws_1/credits')
  await userEvent.click(await screen.findByRole('button', { name: /Switch workspace/ }))
  await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Acme Group' }))
  expect(await screen.findByRole('heading', { name: 'Acme Group' })).toBeTruthy()
  expect(router.state.location.pathname).toBe('/contracts/con_1')
  expect(screen.getByRole('cell', { name: 'Allocation reached' })).toBeTruthy()
})

test('offers a search where there is more than a menu can hold', async () => {
  const contracts = listed('Contract', [contract], true)
  answers.Viewer = { data: { viewer: { ...viewer, contracts } } }
  const zenith = { ...contract, id: 'con_9', name: 'Zenith Foods' }
  const found = { ...viewer, workspaces: listed('Workspace', []), contracts: listed('Contract', [zenith]) }
  answers.FoundPlaces = { data: { viewer: found } }
  answers.ContractPage = refused('NOT_FOUND')
  const router = await open('/workspaces/ws_1/credits')
  await userEvent.click(await screen.findByRole('button', { name: /Switch workspace/ }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Search all' }))
  await userEvent.type(await screen.findByRole('combobox'), 'zenith')
  await userEvent.click(await screen.findByRole('option', { name: 'Zenith Foods · Overview' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/contracts/con_9'))
})

test('links the pages of what is open, listed or not', async () => {
  answers.Viewer = { data: { viewer: { ...viewer, dashboards: listed('Workspace', []), contracts: listed('Contract', []) } } }
  await open('/workspaces/ws_1/credits')
  expect(await screen.findByRole('link', { name: 'Members' })).toBeTruthy()
  expect(screen.getByText('Acme')).toBeTruthy()
})

test('sets theme, language and shortcuts for this browser', async () => {
  const router = await open('/settings')
  await userEvent.click(await screen.findByRole('radio', { name: 'Dark' }))
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'))
  await userEvent.click(screen.getByRole('radio', { name: 'Off' }))
  expect(localStorage.getItem('cistern.shortcuts')).toBe('off')
  await userEvent.click(screen.getByRole('radio', { name: 'Tiếng Việt' }))
  expect(await screen.findByRole('heading', { name: 'Cài đặt' })).toBeTruthy()
  expect(router.state.location.search).toEqual({ theme: 'dark', lang: 'vi' })
})

test('has a page for addresses that lead nowhere', async () => {
  await open('/nowhere')
  expect(await screen.findByText('There is no page here')).toBeTruthy()
})

const assigned = (name: string) => ({
  __typename: 'ContractHealth',
  pace: 1.4,
  runsOutAt: '2026-11-27T22:30:00Z',
  nearAllocation: 1,
  pendingPurchases: 0,
  contract: { __typename: 'Contract', id: name, name, plan: 'ENTERPRISE', trial: true, timeZone: 'UTC' },
  period: { ...period, endsOn: '2026-12-04' },
  pool: { ...dashboard.pool, __typename: 'PoolUsage' },
})

test('leads an account team home to its contracts', async () => {
  const team = { ...viewer, allows: ['VIEW_ASSIGNED'] }
  answers.Viewer = answers.HomePage = { data: { viewer: team } }
  const pageInfo = { __typename: 'PageInfo', hasNextPage: true, endCursor: 'next' }
  const list = { __typename: 'ContractHealthConnection', nodes: [assigned('Acme')], pageInfo }
  answers.AccountsPage = { data: { assignedContracts: list } }
  const router = await open('/')
  const row = (await screen.findByText('Acme')).closest('tr')
  expect(row?.textContent).toContain('Enterprise · Trial')
  expect(row?.textContent).toContain('1.4×')
  expect(row?.textContent).toContain('November 27, 2026')
  expect(row?.textContent).toContain('1 workspace near its allocation')
  expect(router.state.location.href).toBe('/accounts')
  await userEvent.click(screen.getByRole('button', { name: 'Next page' }))
  await waitFor(() => expect(router.state.location.href).toBe('/accounts?after=next'))
  expect(asked.mock.lastCall?.[0].variables).toMatchObject({ after: 'next' })
})

test('says whose page the list of contracts is', async () => {
  answers.AccountsPage = refused('FORBIDDEN')
  await open('/accounts')
  expect(await screen.findByText(/look after contracts as their account team/)).toBeTruthy()
})

test('keeps the terms of a contract to its account team', async () => {
  answers.AccountPage = {
    data: {
      contract: {
        ...contract,
        plan: 'BUSINESS', trial: false, serviceDay: 1, timeZone: 'UTC', billingStartsOn: null,
        grants: { __typename: 'GrantConnection', nodes: [], pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null } },
        billing: {
          __typename: 'Billing', id: 'bil_1', channel: 'SELF_SERVE', allowance: '0', pendingAllowance: null, resetsAt: null, nextCharge: null, accountTeam: [],
          allowancePrice: { __typename: 'Money', amountMinor: 0, currency: 'USD' },
          purchases: { __typename: 'PurchaseConnection', nodes: [], pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null } },
        },
      },
    },
  }
  await open('/contracts/con_1/account')
  expect(await screen.findByText(/account team of the contract keeps this page/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Grant credits' })).toBeNull()
})
