import { line } from '../lib/url-state'
import { pagedSearch, type PagedSearch } from './paged-search'

/** The list of contracts as its URL says it. */
export interface AccountsSearch extends PagedSearch {
  /** What occurs in the name. */
  q?: string
}

export function accountsSearch(search: Record<string, unknown>): AccountsSearch {
  return { ...pagedSearch(search), q: line(search.q, 100) }
}
