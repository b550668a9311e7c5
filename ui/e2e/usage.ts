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

/** What the API says of the workspace, asked by whoever is signed in. */
export async function usage(session: BrowserContext): Promise<Usage> {
  const response = await session.request.post(`${server.url}/graphql`, {
    headers: { accept: 'application/json', origin: server.url },
    data: {
      query: `query Usage($id: ID!) { workspace(id: $id) { creditsDashboard {
        used period { endsOn } pool { used granted usedRatio } cards { runsCompleted { value } }
        agents(first: 1, filter: { status: [ACTIVE] }) { nodes { agent { id } } }
      } } }`,
      variables: { id: server.workspace },
    },
  })
  const { data } = (await response.json()) as { data: { workspace: { creditsDashboard: Usage } } }
  return data.workspace.creditsDashboard
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
