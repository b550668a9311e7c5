import { createContext } from 'react'
import type { AgentRowFragment } from '../../gql/graphql'

type RowAgent = AgentRowFragment['agent']

/** What a row offers that takes a dialog. */
export interface RowActions {
  limit: (agent: RowAgent) => void
  disableWithReason: (agent: RowAgent) => void
}

/** Null where nothing may be changed. */
export const AgentActions = createContext<RowActions | null>(null)
