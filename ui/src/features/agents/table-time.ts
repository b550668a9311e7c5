import { createContext } from 'react'

/** The moment from which the table tells the past, and the zone in which it names instants. */
export const TableTime = createContext({ asOf: '', timeZone: 'UTC' })
