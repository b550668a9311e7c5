import { line } from '../lib/url-state'

/** The page of a list as its URL says it; what is left out is the first. */
export interface PagedSearch {
  after?: string
}

export function pagedSearch(search: Record<string, unknown>): PagedSearch {
  return { after: line(search.after, 300) }
}
