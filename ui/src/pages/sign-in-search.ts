import { providerProblems, type ProviderProblem } from '../features/accounts/provider-problems'
import { line, oneOf } from '../lib/url-state'

export interface SignInSearch {
  /** Path to come back to. */
  next?: string
  /** Why signing in with the provider came to nothing. */
  problem?: ProviderProblem
}

export function signInSearch(search: Record<string, unknown>): SignInSearch {
  return { next: line(search.next, 2_000), problem: oneOf(providerProblems, search.problem) }
}
