import { line } from '../lib/url-state'

/** The page of an account as its URL says it: where its lists begin. */
export interface AccountSearch {
  grants?: string
  purchases?: string
}

export function accountSearch(search: Record<string, unknown>): AccountSearch {
  return { grants: line(search.grants, 300), purchases: line(search.purchases, 300) }
}
