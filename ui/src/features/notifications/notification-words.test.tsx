import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { NotificationRowFragment as Notification } from '../../gql/graphql'
import { useNotificationWords } from './notification-words'

const resetsAt = '2026-12-03T23:30:00Z'
const threshold = { type: 'ThresholdFigures', threshold: 80, used: '8000', cap: '10000', resetsAt } as const
const purchase = { type: 'PurchaseFigures', credits: '5000', charge: { amountMinor: 4900, currency: 'USD' } } as const
const short = { type: 'ShortFigures', granted: '1000', before: '9000.4', resetsAt } as const
const hold = { type: 'SafetyHoldFigures', spent: '720', limit: '500', hour: '2026-11-06T11:00:00Z' } as const
const runOut = { type: 'RunOutFigures', runsOutAt: '2026-11-20T12:00:00Z', used: '6000', granted: '10000', resetsAt } as const

function wordsOf(kind: Notification['kind'], figures: object, changes: Partial<Notification> = {}) {
  const notification = {
    id: 'ntf_1',
    kind,
    createdAt: '2026-11-06T12:00:00Z',
    contractName: 'Acme Group',
    timeZone: 'Asia/Ho_Chi_Minh',
    workspace: { id: 'ws_1', name: 'Acme', canViewDashboard: true },
    agent: { id: 'agt_1', name: 'Digest' },
    figures,
    ...changes,
  } as Notification
  const { result } = renderHook(() => useNotificationWords(notification), {
    wrapper: ({ children }) => <I18nProvider i18n={i18n}>{children}</I18nProvider>,
  })
  return result.current
}

test.each([
  ['POOL_THRESHOLD', threshold, 'Acme Group: 80% of the credits are used'],
  ['ALLOCATION_THRESHOLD', threshold, 'Acme has used 80% of its allocation'],
  ['AGENT_LIMIT_THRESHOLD', threshold, 'Digest has used 80% of its limit'],
  ['BILLED_PERIOD_SHORT', short, 'Acme Group: this period starts short of credits'],
  ['SAFETY_HOLD', hold, 'Digest is on hold for spending fast'],
  ['PURCHASE_DONE', { ...purchase, kind: 'TOP_UP' }, 'Acme Group: 5,000 credits bought'],
  ['PURCHASE_DONE', { ...purchase, kind: 'ALLOWANCE' }, 'Acme Group: allowance of 5,000 credits bought'],
  ['PURCHASE_FAILED', { ...purchase, kind: 'TOP_UP' }, 'Acme Group: a purchase of credits has failed'],
  ['RUN_OUT_FORECAST', runOut, 'Acme Group: credits are expected to run out on November 20, 2026'],
] as const)('names %s', (kind, figures, title) => {
  expect(wordsOf(kind, figures).title).toBe(title)
})

test.each([
  ['POOL_THRESHOLD', 'Agents start no more runs until credits are added.'],
  ['ALLOCATION_THRESHOLD', 'Its agents start no more runs until the allocation is raised.'],
  ['AGENT_LIMIT_THRESHOLD', 'It starts no more runs until its limit is raised.'],
] as const)('says of %s what follows, once all is used', (kind, stop) => {
  const use = '8,000 of 10,000 credits for this period are used.'
  const reset = 'Credits reset on December 4, 2026.'
  expect(wordsOf(kind, threshold).detail).toBe(`${use} ${reset}`)
  expect(wordsOf(kind, { ...threshold, threshold: 100 }).detail).toBe(`${use} ${stop} ${reset}`)
})

test('tells a period that starts with little from one that starts with nothing', () => {
  expect(wordsOf('BILLED_PERIOD_SHORT', short).detail).toBe(
    'It starts with 1,000 credits. In the period before, 9,000 were used. At that pace credits run out before they reset on December 4, 2026.',
  )
  expect(wordsOf('BILLED_PERIOD_SHORT', { ...short, granted: '0' }).detail).toMatch(
    /Agents start no runs until credits are added\.$/,
  )
})

test('tells a top-up from a higher allowance', () => {
  expect(wordsOf('PURCHASE_DONE', { ...purchase, kind: 'TOP_UP' }).detail).toBe(
    'They were added to the pool. The price is $49.00.',
  )
  expect(wordsOf('PURCHASE_DONE', { ...purchase, kind: 'ALLOWANCE' }).detail).toMatch(
    /^It is granted at every reset/,
  )
})

test('names what is gone in general', () => {
  const gone = { agent: null, workspace: null }
  expect(wordsOf('SAFETY_HOLD', hold, gone).title).toBe('An agent is on hold for spending fast')
  expect(wordsOf('ALLOCATION_THRESHOLD', threshold, gone).title).toMatch(/^A workspace has used/)
})

test('writes figures as the language does', () => {
  i18n.activate('vi')
  expect(wordsOf('POOL_THRESHOLD', threshold).detail).toMatch(/^Đã dùng 8\.000 trên 10\.000 tín dụng/)
})
