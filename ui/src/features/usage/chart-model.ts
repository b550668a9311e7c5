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
}

/** A day to come. Amounts are cumulative credits at `to`, as positions. */
export interface EstimatedDay {
  estimate: NonNullable<UsageChartFragment['forecast']>['days'][number]
  to: number
  expected: number
  low: number
  high: number
}

export interface ChartModel {
  /** Days in the whole period, those to come included. */
  length: number
  days: ChartDay[]
  /** From the end of today to the reset; empty without a forecast. */
  estimates: EstimatedDay[]
  /** Where the present is; null for a past period. */
  now: number | null
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
  const { asOf, period, pool, allocation, days, forecast } = dashboard
  const length = daysBetween(period.startsOn, period.endsOn)
  const placed = days.map((usage, from) => {
    const today = period.current && from === days.length - 1
    const elapsed = (Date.parse(asOf) - Date.parse(usage.startsAt)) / dayLength
    const to = from + (today ? Math.min(1, Math.max(0, elapsed)) : 1)
    return { usage, from, to, total: Number(usage.cumulative) }
  })
  const estimates = (forecast?.days ?? []).map((estimate, ahead) => ({
    estimate,
    to: days.length + ahead,
    expected: Number(estimate.expected),
    low: Number(estimate.low),
    high: Number(estimate.high),
  }))
  const billed = period.kind === 'BILLED'
  const granted = (billed && Number(pool.granted)) || null
  const capped = billed && allocation ? Number(allocation) : Infinity
  const marks: ChartModel['marks'] =
    capped < (granted ?? Infinity)
      ? [{ of: 'allocation', at: capped }]
      : granted
        ? [{ of: 'near', at: Number(pool.nearAt) }, { of: 'granted', at: granted }]
        : []
  return {
    length,
    days: placed,
    estimates,
    now: period.current ? (placed.at(-1)?.to ?? 0) : null,
    granted,
    marks,
    top: Math.max(...marks.map(({ at }) => at), placed.at(-1)?.total ?? 0, estimates.at(-1)?.high ?? 0) || empty,
  }
}

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
