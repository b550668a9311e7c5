import { afterEach, expect, test, vi } from 'vitest'
import { readFragment } from '../gql'
import { AgentPageFragment, MoreAgentsQuery } from '../features/agents/agent-page'
import { AgentSwitchFragment, DisableAgentMutation, EnableAgentMutation } from '../features/agents/agent-switch'
import { createGraphqlClient } from './graphql-client'

afterEach(() => {
  vi.stubGlobal('fetch', undefined)
})

const usage = {
  __typename: 'AgentUsage',
  id: 'aus_1',
  status: 'ACTIVE',
  blockers: [] as object[],
  credits: '1',
  share: 1,
  succeeded: 1,
  failed: 0,
  days: ['1'],
  lastRunAt: '2026-11-06T11:55:00Z',
  agent: {
    __typename: 'Agent',
    id: 'agt_1',
    name: 'Digest',
    creditLimit: null,
    disabledBy: null,
    disabledReason: null,
    creator: null,
  },
}

const page = {
  workspace: {
    __typename: 'Workspace',
    id: 'ws_1',
    creditsDashboard: {
      __typename: 'CreditsDashboard',
      agents: {
        __typename: 'AgentUsageConnection',
        totalCount: 1,
        nodes: [usage],
        pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
      },
    },
  },
}

const variables = {
  workspaceId: 'ws_1',
  after: 'c',
  orderBy: { field: 'CREDITS', direction: 'DESC' },
  filter: {},
} as const

const input = { input: { agentId: 'agt_1' } }

/** A client that shows one agent, and whose next mutation is answered when told to. */
async function showAgent() {
  const answers: ((answer: object) => void)[] = []
  vi.stubGlobal('fetch', async (_: string, request: RequestInit) => {
    const { operationName } = JSON.parse(String(request.body)) as { operationName: string }
    if (operationName === 'MoreAgents') return Response.json({ data: page })
    return Response.json(await new Promise<object>((resolve) => answers.push(resolve)))
  })
  const client = createGraphqlClient(() => {})
  const shown: string[] = []
  client.query(MoreAgentsQuery, variables).subscribe(({ data }) => {
    const { nodes } = readFragment(AgentPageFragment, data?.workspace.creditsDashboard.agents) ?? {}
    const [row] = (nodes ?? []) as unknown as Parameters<typeof readFragment>[1][]
    const { status, blockers } = readFragment(AgentSwitchFragment, row as never)
    shown.push([status, ...blockers.map(({ code }) => code)].join(' '))
  })
  await expect.poll(() => shown.at(-1)).toBe('ACTIVE')
  return { client, shown, answer: (answer: object) => answers.shift()?.(answer) }
}

test('paints a switch before the server has answered, then what the server says', async () => {
  const { client, shown, answer } = await showAgent()
  const done = client.mutation(DisableAgentMutation, input).toPromise()
  await expect.poll(() => shown.at(-1)).toBe('DISABLED DISABLED_BY_ADMIN')

  const held = { __typename: 'Blocker', code: 'SAFETY_HOLD', since: null, clearsAt: null, clearedBy: [] }
  const blockers = [{ ...held, code: 'DISABLED_BY_ADMIN' }, held]
  await expect.poll(() => {
    answer({
      data: {
        disableAgent: {
          __typename: 'DisableAgentPayload',
          usage: { ...usage, status: 'DISABLED', blockers },
          userErrors: [],
        },
      },
    })
    return shown.at(-1)
  }).toBe('DISABLED DISABLED_BY_ADMIN SAFETY_HOLD')
  await done
})

test('takes the paint back when the server would not', async () => {
  const { client, shown, answer } = await showAgent()
  const done = client.mutation(DisableAgentMutation, input).toPromise()
  await expect.poll(() => shown.at(-1)).toMatch(/^DISABLED/)
  await expect.poll(() => {
    answer({ errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] })
    return shown.at(-1)
  }).toBe('ACTIVE')
  expect((await done).error).toBeTruthy()
})

test('enables as it disables', async () => {
  const { client, shown } = await showAgent()
  void client.mutation(DisableAgentMutation, input).toPromise()
  await expect.poll(() => shown.at(-1)).toMatch(/^DISABLED/)
  void client.mutation(EnableAgentMutation, input).toPromise()
  await expect.poll(() => shown.at(-1)).toBe('ACTIVE')
})

test('names documents, and sends them to a server that does not know them', async () => {
  const sent: { query?: string; extensions?: { persistedQuery?: { sha256Hash: string } } }[] = []
  vi.stubGlobal('fetch', async (_: string, request: RequestInit) => {
    const body = JSON.parse(String(request.body))
    sent.push(body)
    if (body.query) return Response.json({ data: page })
    const errors = [{ message: 'PersistedQueryNotSupported' }]
    return Response.json({ errors }, { status: 400 })
  })
  const { data } = await createGraphqlClient(() => {}).query(MoreAgentsQuery, variables).toPromise()
  expect(data?.workspace.id).toBe('ws_1')
  expect(sent[0]?.extensions?.persistedQuery?.sha256Hash).toMatch(/^[0-9a-f]{64}$/)
  expect(sent.map(({ query }) => query?.startsWith('query MoreAgents'))).toEqual([undefined, true])
})
