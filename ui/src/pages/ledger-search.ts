import { line } from '../lib/url-state'

/** The view of the ledger as its URL says it. */
export interface LedgerSearch {
  /** Id of a past billing period; the current one when left out. */
  period?: string
}

export function ledgerSearch(search: Record<string, unknown>): LedgerSearch {
  return { period: line(search.period, 200) }
}
