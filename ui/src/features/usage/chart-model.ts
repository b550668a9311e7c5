import type { UsageChartFragment } from '../../gql/graphql'
import { daysBetween } from '../../lib/format-date'

const dayLength = 86_400_000
/** Credits that fit on the chart where there is nothing to show. */
const empty = 100

/** A day on the chart. Places are in days since the start of the period. */
export interface ChartDay {
  usage: UsageChartFragment['days'][number]
  from: number
  /** One day after `from`, or the present moment within today. */
  to: number
  /** Cumulative credits at `to`, as a position on the chart. */
  total: number
  /** Those of all workspaces together. */
  pool: number
}

type Estimate = NonNullable<UsageChartFragment['forecast']>['days'][number]

/** Cumulative credits that are estimated, as positions. */
export interface EstimatedUse {
  expected: number
  low: number
  high: number
}

/** A day to come, with what is used at `to`. */
export interface EstimatedDay extends EstimatedUse {
  estimate: Estimate
  to: number
  /** Of all workspaces together. */
  pool: EstimatedUse & { estimate: Pick<Estimate, 'expected' | 'low' | 'high'> }
}

export interface ChartModel {
  /** Days in the whole period, those to come included. */
  length: number
  days: ChartDay[]
  /** From the end of today to the reset; empty without a forecast. */
  estimates: EstimatedDay[]
  /** Where the present is; null for a past period. */
  now: number | null
  /** Whether all workspaces are drawn beside this one: where what was granted bounds it, which they use too. */
  shared: boolean
  /** Credits granted, as a position; null where nothing is enforced or was granted. */
  granted: number | null
  /** What use comes up against first, an allocation or what was granted; empty where nothing is enforced. */
  marks: { of: 'granted' | 'near' | 'allocation'; at: number }[]
  /** The highest position that must fit. */
  top: number
}

/**
 * Places usage on an axis of calendar days. A day of 23 or 25 hours is as wide as any
 * other, so no time zone is needed here. Amounts become floats only as positions.
 */
export function chartModel(dashboard: UsageChartFragment): ChartModel {
  const { asOf, period, pool, poolDays, allocation, days, forecast } = dashboard
  const length = daysBetween(period.startsOn, period.endsOn)
  const placed = days.map((usage, from) => {
    const today = period.current && from === days.length - 1
    const elapsed = (Date.parse(asOf) - Date.parse(usage.startsAt)) / dayLength
    const to = from + (today ? Math.min(1, Math.max(0, elapsed)) : 1)
    return { usage, from, to, total: Number(usage.cumulative), pool: Number(poolDays[from]) }
  })
  const estimates = (forecast?.days ?? []).map((estimate, ahead) => {
    const ofAll = forecast?.pool?.days[ahead] ?? estimate // enough use of one workspace is enough of all
    return {
      estimate,
      to: days.length + ahead,
      ...positions(estimate),
      pool: { estimate: ofAll, ...positions(ofAll) },
    }
  })
  const billed = period.kind === 'BILLED'
  const granted = (billed && Number(pool.granted)) || null
  const capped = billed && allocation ? Number(allocation) : Infinity
  const marks: ChartModel['marks'] =
    capped < (granted ?? Infinity)
      ? [{ of: 'allocation', at: capped }]
      : granted
        ? [{ of: 'near', at: Number(pool.nearAt) }, { of: 'granted', at: granted }]
        : []
  const shared = marks.some(({ of }) => of === 'granted') && dashboard.used !== pool.used
  const total = shared ? placed.at(-1)?.pool : placed.at(-1)?.total
  const high = shared ? estimates.at(-1)?.pool.high : estimates.at(-1)?.high
  return {
    length,
    days: placed,
    estimates,
    now: period.current ? (placed.at(-1)?.to ?? 0) : null,
    shared,
    granted,
    marks,
    top: Math.max(...marks.map(({ at }) => at), total ?? 0, high ?? 0) || empty,
  }
}

const positions = ({ expected, low, high }: Pick<Estimate, 'expected' | 'low' | 'high'>): EstimatedUse => ({
  expected: Number(expected),
  low: Number(low),
  high: Number(high),
})

/** How many days can be read: those that have come, and those that are estimated after today. */
export function readableDays({ days, estimates }: ChartModel): number {
  return days.length + Math.max(0, estimates.length - 1)
}

/** The index of the day at a place on the axis, kept within the days that can be read. */
export function dayAt(model: ChartModel, place: number): number {
  return Math.max(0, Math.min(readableDays(model) - 1, Math.floor(place)))
}

/** The estimate that is read at an index after today. */
export function estimateAt({ days, estimates }: ChartModel, index: number) {
  return index < days.length ? undefined : estimates[index - days.length + 1]
}
