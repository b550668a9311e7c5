import type { CombinedError } from 'urql'

/** What went wrong, in the API's published codes, or NETWORK when there was no answer. */
export type Problem = string

export function problemOf(error: CombinedError): Problem {
  const code = error.graphQLErrors[0]?.extensions.code
  if (typeof code === 'string') return code
  return error.networkError ? 'NETWORK' : 'INTERNAL'
}
