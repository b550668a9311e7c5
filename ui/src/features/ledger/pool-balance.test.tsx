import { i18n } from '@lingui/core'
import { screen } from '@testing-library/react'
import type { ComponentProps } from 'react'
import { expect, test } from 'vitest'
import { masked } from '../../test/dashboard'
import { show } from '../../test/show'
import { PoolBalance } from './pool-balance'

type Dashboard = ComponentProps<typeof PoolBalance>['dashboard']

const grant = {
  id: 'grt_1',
  kind: 'MONTHLY',
  amount: '1000',
  remaining: '277.5',
  effectiveAt: '2026-11-04T00:00:00Z',
  expiresAt: '2026-12-04T00:00:00Z',
  note: '',
}
const gift = { ...grant, id: 'grt_2', kind: 'PROMO', amount: '5', remaining: '5', note: 'welcome' }

const showBalance = (changes: object = {}) =>
  show(
    <PoolBalance
      timeZone="America/Los_Angeles"
      dashboard={masked<Dashboard>({
        asOf: '2026-11-06T12:00:00Z',
        openingBalance: '1000',
        period: { id: 'per_2', current: true },
        pool: { remaining: '277.5' },
        grants: { nodes: [grant] },
        ...changes,
      })}
    />,
  )

const rows = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent)

test('tells what the pool has, and of which grants', () => {
  showBalance({ grants: { nodes: [grant, { ...gift, expiresAt: null }] } })
  expect(screen.getByText('Balance').nextElementSibling?.textContent).toBe('278')
  expect(screen.getByText('At the start of the period').nextElementSibling?.textContent).toBe('1,000')
  expect(rows()).toEqual([
    'Monthly allowance278 of 1,000Expires on December 3, 2026.', // the day in the contract's zone
    'Gift · welcome5 of 5Never expires.',
  ])
})

test('tells of a grant that has not begun from when it can pay', () => {
  showBalance({ grants: { nodes: [{ ...gift, effectiveAt: '2026-11-20T12:00:00Z' }] } })
  expect(rows()).toEqual(['Gift · welcome5 of 5From November 20, 2026. Expires on December 3, 2026.'])
})

test('says so where nothing is left', () => {
  showBalance({ grants: { nodes: [] }, pool: { remaining: '0' } })
  expect(screen.getByText('No credits in the pool')).toBeTruthy()
})

test('has no balance in a past period, only what it began with', () => {
  showBalance({ grants: { nodes: [] }, period: { id: 'per_1', current: false } })
  expect(screen.queryByText('Balance')).toBeNull()
  expect(screen.queryByText('No credits in the pool')).toBeNull()
  expect(screen.getByText('1,000')).toBeTruthy()
})

test('speaks Vietnamese', () => {
  i18n.activate('vi')
  showBalance()
  expect(rows()[0]).toContain('Tín dụng hằng tháng')
})
