import type { AgentStatus } from '../../gql/graphql'

/** Every status, from the most alive to the least. */
export const agentStatuses = [
  'ACTIVE',
  'IDLE',
  'PAUSED',
  'ON_HOLD',
  'DISABLED',
  'DELETED',
] as const satisfies readonly AgentStatus[]
