import { describe, expect, test } from 'vitest'
import type { UsageChartFragment } from '../../gql/graphql'
import { dashboard, masked, sharedPool } from '../../test/dashboard'
import { chartModel, dayAt, estimateAt, readableDays } from './chart-model'

const model = (changes: object = {}) =>
  chartModel(masked<UsageChartFragment>({ ...dashboard, ...changes }))

describe('chartModel', () => {
  test('gives every day of the period the same width', () => {
    expect(model().length).toBe(30)
    expect(model().days.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
      [2, 2.5],
    ])
  })

  test('ends today at the present moment', () => {
    expect(model().now).toBe(2.5)
    expect(model({ asOf: '2026-11-06T00:00:00Z' }).now).toBe(2)
  })

  test('never draws today into tomorrow, even where it has 25 hours', () => {
    expect(model({ asOf: '2026-11-07T00:30:00Z' }).now).toBe(3)
  })

  test('draws the last day of a past period to its end', () => {
    const past = model({ period: { ...dashboard.period, current: false } })
    expect(past.days.at(-1)?.to).toBe(3)
    expect(past.now).toBeNull()
  })

  test('grows by the cumulative use', () => {
    expect(model().days.map(({ total }) => total)).toEqual([1200, 3200.4, 4210.4])
  })

  test('marks what was granted and the warning before it', () => {
    expect(model().granted).toBe(10_000)
    expect(model().marks).toEqual([
      { of: 'near', at: 8_000 },
      { of: 'granted', at: 10_000 },
    ])
    expect(model().top).toBe(10_000)
  })

  test('marks an allocation alone where use comes up against it first', () => {
    const { marks, top } = model({ allocation: '6000' })
    expect(marks).toEqual([{ of: 'allocation', at: 6_000 }])
    expect(top).toBe(7_300)
    expect(model({ allocation: '12000' }).marks).toEqual(model().marks)
  })

  test('leaves room for use above what was granted', () => {
    expect(model({ pool: { ...dashboard.pool, granted: '3000', nearAt: '2400' } }).top).toBe(7300)
  })

  test('draws all workspaces where they share what was granted, and leaves room for them', () => {
    expect(model().shared).toBe(false)
    const { shared, days, estimates, top } = model(sharedPool)
    expect(shared).toBe(true)
    expect(days.map(({ pool }) => pool)).toEqual([1500, 4000, 6500])
    expect(estimates.map(({ pool }) => pool.expected)).toEqual([7000, 9000, 11_000])
    expect(top).toBe(13_000)
  })

  test.each([
    ['an allocation bounds this workspace first', { ...sharedPool, allocation: '6000' }],
    ['nothing is enforced', { ...sharedPool, period: { ...dashboard.period, kind: 'FREE' } }],
  ])('draws this workspace alone where %s', (_, changes) => {
    expect(model(changes).shared).toBe(false)
    expect(model(changes).top).toBe(7300)
  })

  test.each([
    ['a free period', { period: { ...dashboard.period, kind: 'FREE' }, allocation: '12000' }],
    ['a period without grants', { pool: { ...dashboard.pool, granted: '0' } }],
  ])('has no marks in %s', (_, changes) => {
    expect(model(changes).granted).toBeNull()
    expect(model(changes).marks).toEqual([])
    expect(model(changes).top).toBe(7300)
  })

  test('stands on a period without days', () => {
    const empty = model({ days: [], forecast: null, pool: { ...dashboard.pool, granted: '0' } })
    expect(empty.top).toBe(100)
    expect(empty.now).toBe(0)
  })

  test('goes on from the end of today to what is estimated', () => {
    expect(model().estimates.map(({ to, expected }) => [to, expected])).toEqual([
      [3, 4900],
      [4, 5600.5],
      [5, 6300],
    ])
    expect(model({ pool: { ...dashboard.pool, granted: '0' } }).top).toBe(7300)
  })
})

test('dayAt stays within the days that can be read', () => {
  expect(dayAt(model(), -4)).toBe(0)
  expect(dayAt(model(), 1.7)).toBe(1)
  expect(dayAt(model(), 28)).toBe(4)
  expect(dayAt(model({ forecast: null }), 28)).toBe(2)
})

test('today is read as it is, the days after it as estimated', () => {
  expect(readableDays(model())).toBe(5)
  expect(estimateAt(model(), 2)).toBeUndefined()
  expect(estimateAt(model(), 3)?.estimate.date).toBe('2026-11-07')
})
