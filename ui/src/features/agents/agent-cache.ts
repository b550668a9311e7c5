import type { TypedDocumentNode } from 'urql'
import type { Cache, CacheExchangeOpts } from '@urql/exchange-graphcache'
import type { AgentSwitchFragment as AgentSwitch } from '../../gql/graphql'
import { AgentSwitchFragment } from './agent-switch'

// The cache reads and writes what the fragment's mask stands for.
const fragment = AgentSwitchFragment as unknown as TypedDocumentNode<AgentSwitch>

type Switched = Pick<AgentSwitch, 'status' | 'blockers'>

/**
 * Paints a switch of an agent before the server has answered, whose answer then takes its
 * place. Ids are opaque, so the uses of an agent are remembered at the agent as they come.
 */
export const agentCache: Pick<CacheExchangeOpts, 'updates' | 'optimistic'> = {
  updates: {
    AgentUsage: {
      agent: ({ agent }, _, cache, { parentKey }) => {
        const uses = usesOf(cache, agent as { id: string })
        if (!uses.includes(parentKey)) {
          cache.link(agent as { __typename: string; id: string }, 'uses', [...uses, parentKey])
        }
      },
    },
  },
  optimistic: {
    disableAgent: ({ input }, cache) => paint('DisableAgentPayload', cache, input, disabled),
    enableAgent: ({ input }, cache) => paint('EnableAgentPayload', cache, input, enabled),
  },
}

function usesOf(cache: Cache, { id }: { id: string }): string[] {
  return (cache.resolve({ __typename: 'Agent', id }, 'uses') as string[] | undefined) ?? []
}

function paint(
  payload: string,
  cache: Cache,
  input: unknown,
  change: (before: AgentSwitch) => Switched,
) {
  const { agentId } = input as { agentId: string }
  for (const key of usesOf(cache, { id: agentId })) {
    const before = cache.readFragment(fragment, key)
    if (before) cache.writeFragment(fragment, { ...before, ...change(before) })
  }
  return { __typename: payload, usage: null, userErrors: [] }
}

const byAdmin = 'DISABLED_BY_ADMIN'

function disabled({ blockers }: AgentSwitch): Switched {
  const others = blockers.filter(({ code }) => code !== byAdmin)
  const blocker = { __typename: 'Blocker' as const, since: null, clearsAt: null, clearedBy: [] }
  return { status: 'DISABLED', blockers: [{ ...blocker, code: byAdmin }, ...others] }
}

/** A guess where something else blocks the agent: the server's answer says which. */
function enabled({ blockers, lastRunAt }: AgentSwitch): Switched {
  const others = blockers.filter(({ code }) => code !== byAdmin)
  const status = others.length > 0 ? 'PAUSED' : lastRunAt ? 'ACTIVE' : 'IDLE'
  return { status, blockers: others }
}
