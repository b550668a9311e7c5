import { describe, expect, test } from 'vitest'
import {
  addDays,
  daysBetween,
  formatAgo,
  formatDay,
  formatInstant,
  formatPeriod,
} from './format-date'

test('a day stays the same day wherever the browser is', () => {
  expect(formatDay('2026-11-22', 'long', 'en')).toBe('November 22, 2026')
  expect(formatDay('2026-11-22', 'short', 'en')).toBe('Nov 22')
  expect(formatDay('2026-11-22', 'long', 'vi')).toBe('22 tháng 11, 2026')
})

test('a period ends on the day before the reset', () => {
  expect(formatPeriod('2026-11-04', '2026-12-04', 'en')).toMatch(/^Nov 4\s–\sDec 3, 2026$/)
})

test('an instant is told in the zone of the workspace', () => {
  expect(formatInstant('2026-11-22T18:30:00Z', 'Asia/Ho_Chi_Minh', 'en')).toMatch(
    /November 23, 2026 at 1:30\sAM/,
  )
})

describe('formatAgo', () => {
  const now = Date.parse('2026-11-22T12:00:00Z')

  test.each([
    ['2026-11-22T11:59:57Z', '3 sec. ago'],
    ['2026-11-22T11:59:01Z', '59 sec. ago'],
    ['2026-11-22T11:59:00Z', '1 min. ago'],
    ['2026-11-22T10:00:01Z', '1 hr. ago'],
    ['2026-11-20T12:00:00Z', '2 days ago'],
  ])('%s is %s', (instant, ago) => {
    expect(formatAgo(instant, now, 'en')).toBe(ago)
  })

  test('a clock that is ahead does not tell the future', () => {
    expect(formatAgo('2026-11-22T12:00:09Z', now, 'en')).toBe('now')
  })
})

test('days are counted by the calendar, over months and leap days', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(daysBetween('2026-10-04', '2026-11-04')).toBe(31)
  expect(daysBetween('2028-02-01', '2028-03-01')).toBe(29)
})
