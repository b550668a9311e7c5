import type { CacheExchangeOpts } from '@urql/exchange-graphcache'
import type { SetEmailChoiceInput } from '../../gql/graphql'
import { readInboxAnew } from './inbox-live'

/** Has what counts or lists notifications read anew once some were marked, and paints a choice of e-mails at once. */
export const notificationCache: Pick<CacheExchangeOpts, 'keys' | 'updates' | 'optimistic'> = {
  keys: {
    // A cache is of one person, who has one choice of each kind.
    EmailChoice: ({ kind }) => kind as string,
  },
  updates: {
    Mutation: {
      markNotificationsRead: (_, __, cache) => readInboxAnew(cache),
    },
  },
  optimistic: {
    setEmailChoice: ({ input }) => ({
      __typename: 'SetEmailChoicePayload',
      emailChoices: [{ __typename: 'EmailChoice', ...(input as unknown as SetEmailChoiceInput) }],
      userErrors: [],
    }),
  },
}
