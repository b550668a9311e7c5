import { screen } from '@testing-library/react'
import type { ComponentProps } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dashboard } from '../../test/dashboard'
import { show } from '../../test/show'
import { Freshness } from './freshness'

type Props = ComponentProps<typeof Freshness>

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(dashboard.asOf) + 4_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

function showFreshness(liveness: Props['liveness'], current: boolean) {
  show(
    <Freshness
      asOf={dashboard.asOf}
      current={current}
      liveness={liveness}
      timeZone="Asia/Ho_Chi_Minh"
    />,
  )
}

test('tells the age of the figures', () => {
  showFreshness('live', true)
  expect(document.body.textContent).toBe('Live·as of 4 sec. ago')
  expect(screen.getByText(/as of/).title).toMatch(/November 6, 2026 at 7:00\sPM/)
})

test('tells that new figures do not come', () => {
  showFreshness('reconnecting', true)
  expect(document.body.textContent).toContain('Reconnecting…')
})

test('a past period has no age', () => {
  showFreshness('live', false)
  expect(document.body.textContent).toBe('Closed: these figures no longer change')
})
