import { contractKinds, type ActionKind } from '../features/audit/action-kinds'
import { oneOf } from '../lib/url-state'
import { pagedSearch, type PagedSearch } from './paged-search'

/** The view of the audit log as its URL says it. */
export interface AuditSearch extends PagedSearch {
  /** How the names of the actions begin. */
  kind?: ActionKind
}

export function auditSearch(search: Record<string, unknown>): AuditSearch {
  return { ...pagedSearch(search), kind: oneOf(contractKinds, search.kind) }
}
