import type { Sort } from '../../components/data-table'
import type { AgentUsageOrder, AgentUsageOrderField } from '../../gql/graphql'

/** The columns that the server can sort by, as the URL and the table name them. */
const fields: Record<string, AgentUsageOrderField> = {
  name: 'NAME',
  credits: 'CREDITS',
  runs: 'RUNS',
  'last-run': 'LAST_RUN_AT',
}

export const defaultSort: Sort = { column: 'credits', descending: true }

/** Reads a sort from a URL, such as "name" or "-runs"; undefined for anything unknown. */
export function parseSort(text: unknown): string | undefined {
  if (typeof text !== 'string' || text === formatSort(defaultSort)) return undefined
  return Object.hasOwn(fields, toSort(text).column) ? text : undefined
}

export function toSort(text: string | undefined): Sort {
  if (text === undefined) return defaultSort
  return { column: text.replace(/^-/, ''), descending: text.startsWith('-') }
}

export function formatSort({ column, descending }: Sort): string {
  return descending ? `-${column}` : column
}

export function toOrder({ column, descending }: Sort): AgentUsageOrder {
  return { field: fields[column] ?? 'CREDITS', direction: descending ? 'DESC' : 'ASC' }
}
