import { randomUUID } from 'node:crypto'
import { type BrowserContext } from 'playwright-core'
import type { Credits } from '../src/lib/format-credits'
import { server } from './browser'

export interface Usage {
  used: Credits
  period: { endsOn: string }
  pool: { used: Credits; granted: Credits; usedRatio: number | null }
  cards: { runsCompleted: { value: number } }
  agents: { nodes: { agent: { id: string } }[] }
}

/** Asks the API as whoever is signed in. */
async function ask<Data>(session: BrowserContext, query: string, id?: string): Promise<Data> {
  const response = await session.request.post(`${server.url}/graphql`, {
    headers: { accept: 'application/json', origin: server.url },
    data: { query, variables: { id } },
  })
  return ((await response.json()) as { data: Data }).data
}

/** What the API says of the workspace. */
export async function usage(session: BrowserContext): Promise<Usage> {
  const query = `query Usage($id: ID!) { workspace(id: $id) { creditsDashboard {
    used period { endsOn } pool { used granted usedRatio } cards { runsCompleted { value } }
    agents(first: 1, filter: { status: [ACTIVE] }) { nodes { agent { id } } }
  } } }`
  const { workspace } = await ask<{ workspace: { creditsDashboard: Usage } }>(session, query, server.workspace)
  return workspace.creditsDashboard
}

interface ContractUsage {
  id: string
  overview: { pool: { used: Credits }; workspaces: { nodes: { name: string; used: Credits }[] } }
}

/** What the API says of the contract. */
export async function contractUsage(session: BrowserContext): Promise<ContractUsage> {
  const query =
    '{ viewer { contracts(first: 1) { nodes { id overview { pool { used } workspaces { nodes { name used } } } } } } }'
  const { viewer } = await ask<{ viewer: { contracts: { nodes: [ContractUsage] } } }>(session, query)
  return viewer.contracts.nodes[0]
}

/** Tells the API of runs that have just finished, as a runtime does. */
export async function record(agentId: string, credits: string, count = 1): Promise<void> {
  const runs = Array.from({ length: count }, () => ({
    runId: randomUUID(),
    agentId,
    credits,
    finishedAt: new Date().toISOString(),
  }))
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}` },
    body: JSON.stringify({
      query: 'mutation Record($input: RecordRunsInput!) { recordRuns(input: $input) { recorded } }',
      variables: { input: { runs } },
    }),
  })
  const answer = (await response.json()) as { data?: { recordRuns: { recorded: number } } }
  if (answer.data?.recordRuns.recorded !== count) throw new Error(JSON.stringify(answer))
}
