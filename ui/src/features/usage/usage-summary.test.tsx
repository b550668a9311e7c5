import { i18n } from '@lingui/core'
import { screen } from '@testing-library/react'
import type { ComponentProps } from 'react'
import { expect, test } from 'vitest'
import { dashboard, masked } from '../../test/dashboard'
import { show } from '../../test/show'
import { UsageSummary } from './usage-summary'

type Dashboard = ComponentProps<typeof UsageSummary>['dashboard']

const showSummary = (changes: object = {}) =>
  show(<UsageSummary dashboard={masked<Dashboard>({ ...dashboard, ...changes })} />)

const fact = (label: string) => screen.getByText(label).nextElementSibling?.textContent

test('tells what is used, granted and left, and until when', () => {
  showSummary()
  expect(screen.getByText('4,210')).toBeTruthy()
  expect(screen.getByText('of 10,000 granted')).toBeTruthy()
  expect(fact('Remaining')).toBe('5,790')
  expect(fact('Resets')).toBe('December 4, 202628 days left')
  expect(screen.getByRole('meter').getAttribute('aria-valuetext')).toBe('4,210 of 10,000, 42%')
})

test('says so in Vietnamese', () => {
  i18n.activate('vi')
  showSummary()
  expect(fact('Còn lại')).toBe('5.790')
  expect(screen.getByText('còn 28 ngày')).toBeTruthy()
})

test('keeps one day in the singular', () => {
  showSummary({ daysLeft: 1 })
  expect(screen.getByText('1 day left')).toBeTruthy()
})

test('shows an allocation only where there is one', () => {
  showSummary()
  expect(screen.queryByText('Allocation')).toBeNull()
})

test('keeps a place for holds while there can be any, so that nothing jumps when one comes', () => {
  const { unmount } = showSummary()
  expect(fact('Held by runs')).toBe('0')
  unmount()
  showSummary({ period: { ...dashboard.period, current: false } })
  expect(screen.queryByText('Held by runs')).toBeNull()
})

test('shows an allocation of nothing, which blocks', () => {
  showSummary({ allocation: '0', pool: { ...dashboard.pool, held: '12.5' } })
  expect(fact('Held by runs')).toBe('13')
  expect(fact('Allocation')).toBe('0')
})

test.each([
  [{ allocationThreshold: 'NEAR' }, 'This workspace has used 4,210 of its allocation of 5,000.'],
  [{ allocationThreshold: 'REACHED' }, /used up its allocation of 5,000\. Its agents start no more/],
  [{ allocationThreshold: 'NONE' }, null],
  [{ allocationThreshold: 'NEAR', period: { ...dashboard.period, kind: 'FREE' } }, null],
  [{ allocationThreshold: 'REACHED', period: { ...dashboard.period, current: false } }, null],
])('says when the allocation is near or reached, while it blocks: %o', (changes, words) => {
  showSummary({ allocation: '5000', ...changes })
  expect(screen.queryByText(words ?? /of its allocation|up its allocation/) !== null).toBe(words !== null)
})

test('tells its own part of a pool that others use too', () => {
  showSummary({ pool: { ...dashboard.pool, used: '6000', usedRatio: 0.6 } })
  expect(screen.getByText('Used by all workspaces')).toBeTruthy()
  expect(screen.getByText(/share these credits/).textContent).toContain('This one used 4,210.')
})

test('explains a free period and shows no pool', () => {
  showSummary({
    period: { ...dashboard.period, kind: 'FREE' },
    pool: { ...dashboard.pool, granted: '0', remaining: '0', usedRatio: null },
  })
  expect(screen.getByText(/This is a free period/)).toBeTruthy()
  expect(screen.queryByRole('meter')).toBeNull()
  expect(screen.queryByText('Remaining')).toBeNull()
})

test('warns where nothing was granted', () => {
  showSummary({
    used: '0',
    pool: { ...dashboard.pool, used: '0', granted: '0', remaining: '0', usedRatio: null, nearAt: '0' },
  })
  expect(screen.getByText(/no agent can start a run/)).toBeTruthy()
})

test('speaks of a past period in the past', () => {
  showSummary({ period: { ...dashboard.period, current: false }, daysLeft: 0 })
  expect(fact('Ended')).toBe('December 4, 2026')
})
