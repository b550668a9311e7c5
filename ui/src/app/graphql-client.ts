import { Client, fetchExchange, mapExchange, subscriptionExchange, type CombinedError } from 'urql'
import { cacheExchange } from '@urql/exchange-graphcache'
import { persistedExchange } from '@urql/exchange-persisted'
import { agentCache } from '../features/agents/agent-cache'
import { createContract } from '../features/contract/contract-cache'
import { notificationCache } from '../features/notifications/notification-cache'
import { apiOrigin, requestOptions } from '../lib/api'
import { forwardSubscription, frameUpdates } from '../lib/frames'

// Parts of a dashboard have no id of their own: they are stored inside of what they belong to.
const embedded = [
  'AgentSeries',
  'AgentUsageConnection',
  'AgentUsageEdge',
  'AllocationPreview',
  'AuditChange',
  'AuditEntryConnection',
  'AuditEntryEdge',
  'BillingPeriodConnection',
  'BillingPeriodEdge',
  'Blocker',
  'CapPreview',
  'Clock',
  'ContractConnection',
  'ContractEdge',
  'ContractHealth',
  'ContractHealthConnection',
  'ContractHealthEdge',
  'ContractOverview',
  'ContractUsage',
  'CreationPreview',
  'CreditsDashboard',
  'DashboardCards',
  'Forecast',
  'ForecastDay',
  'GrantConnection',
  'LedgerEntryConnection',
  'InvitationOffer',
  'MemberConnection',
  'MemberEdge',
  'Metric',
  'Money',
  'NotificationConnection',
  'NotificationEdge',
  'NotificationsNow',
  'OfficerConnection',
  'OfficerEdge',
  'PageInfo',
  'PoolForecast',
  'PoolUsage',
  'Price',
  'PurchaseConnection',
  'PurchaseFigures',
  'Quote',
  'RunOutFigures',
  'RunsMetric',
  'SafetyHoldFigures',
  'ServiceTokenConnection',
  'ServiceTokenEdge',
  'ShortFigures',
  'SignInProvider',
  'ThresholdFigures',
  'UsageDay',
  'Viewer',
  'WorkspaceConnection',
  'WorkspaceEdge',
  'WorkspaceShare',
  'WorkspaceShareConnection',
  'WorkspaceShareEdge',
  'WorkspaceUsage',
]

export function createGraphqlClient(onUnauthenticated: () => void): Client {
  return new Client({
    url: `${apiOrigin}/graphql`,
    preferGetMethod: false,
    fetchOptions: requestOptions,
    exchanges: [
      mapExchange({
        onError(error) {
          if (isUnauthenticated(error)) onUnauthenticated()
        },
      }),
      cacheExchange({
        keys: {
          ...Object.fromEntries(embedded.map((type) => [type, () => null])),
          ...notificationCache.keys,
        },
        updates: {
          ...agentCache.updates,
          Mutation: { ...notificationCache.updates?.Mutation, createContract },
          Subscription: frameUpdates,
        },
        optimistic: { ...agentCache.optimistic, ...notificationCache.optimistic },
      }),
      // The server knows the documents of its own dashboard: their hash is enough.
      persistedExchange({
        preferGetForPersistedQueries: false,
        enableForMutation: true,
        generateHash: async (_, document) => hashOf(document),
      }),
      fetchExchange,
      subscriptionExchange({ forwardSubscription }),
    ],
  })
}

/** The hash that a document was given when it was generated; none where it was not. */
function hashOf(document: object): string {
  const { __meta__: meta } = document as { __meta__?: { hash?: string } }
  return meta?.hash?.replace('sha256:', '') ?? ''
}

function isUnauthenticated({ graphQLErrors, response }: CombinedError): boolean {
  return (
    graphQLErrors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED') ||
    (response as Response | undefined)?.status === 401
  )
}
