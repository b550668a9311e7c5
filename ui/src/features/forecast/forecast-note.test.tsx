import { i18n } from '@lingui/core'
import type { ComponentProps } from 'react'
import { expect, test } from 'vitest'
import { dashboard, masked } from '../../test/dashboard'
import { show } from '../../test/show'
import { ForecastNote } from './forecast-note'

function text(changes: object = {}, timeZone = 'UTC') {
  const shown = masked<ComponentProps<typeof ForecastNote>['dashboard']>({ ...dashboard, ...changes })
  return show(<ForecastNote dashboard={shown} timeZone={timeZone} />).container.textContent
}

const withPool = (pool: object) => ({
  forecast: { ...dashboard.forecast, pool: { ...dashboard.forecast.pool, ...pool } },
})

test('tells the day on which credits run out, and when the estimate was made', () => {
  expect(text()).toContain('estimated to run out on November 27, 2026, before the reset on December 4, 2026')
  expect(text()).toContain('Estimated use at the reset: 12,000 credits, between 9,000 and 14,000.')
  expect(text()).toContain('Estimate of November 6, 2026')
})

test('tells the method and how far off it was', () => {
  expect(text()).toContain('Past weeks estimated this way were off by 8.2% on average.')
  expect(text()).toContain('by weekday over the last eight weeks')
  const young = text(withPool({ method: 'EVEN_DAYS', weekError: null }))
  expect(young).toContain('takes all days alike')
  expect(young).not.toContain('off by')
})

test('tells that day in the zone of the contract', () => {
  expect(text({}, 'Asia/Ho_Chi_Minh')).toContain('run out on November 28, 2026')
})

test('says that credits last', () => {
  expect(text(withPool({ runsOutAt: null }))).toContain('estimated to last until the reset')
})

test('says that credits are used up', () => {
  expect(text(withPool({ runsOutAt: dashboard.forecast.madeAt }))).toContain(
    'Credits are used up before the reset on December 4, 2026: agents start no more runs until there are more.',
  )
})

test('says nothing about running out in a free period', () => {
  const free = { period: { ...dashboard.period, kind: 'FREE' }, ...withPool({ runsOutAt: null }) }
  expect(text(free)).toMatch(/^Estimated use at the reset/)
})

test('does not call credits used up that nobody granted', () => {
  const pool = { ...dashboard.pool, usedRatio: null }
  const none = { pool, ...withPool({ runsOutAt: dashboard.forecast.madeAt }) }
  expect(text(none)).toMatch(/^Estimated use at the reset/)
})

test('says that there is not enough data', () => {
  const young = { forecast: { ...dashboard.forecast, enoughData: false, pool: null, days: [] } }
  expect(text(young)).toBe('There is not enough data for an estimate yet: it takes three days of use.')
  const other = { forecast: { ...dashboard.forecast, enoughData: false, days: [] } }
  expect(text(other)).toContain('This workspace alone does not have the three days of use')
})

test('says nothing about a past period', () => {
  expect(text({ forecast: null })).toBe('')
})

test('speaks Vietnamese', () => {
  i18n.activate('vi')
  expect(text()).toContain('Ước tính tín dụng sẽ hết vào')
  expect(text()).toContain('lệch trung bình 8,2%')
  expect(text()).toContain('theo ngày trong tuần')
})
