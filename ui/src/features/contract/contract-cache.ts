import type { UpdateResolver } from '@urql/exchange-graphcache'

/** Has what a person may see read anew once they have made a contract. */
export const createContract: UpdateResolver = (_result, _input, cache) => {
  cache.invalidate('Query', 'viewer')
}
