import { i18n } from '@lingui/core'
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { show } from '../test/show'
import { ErrorState } from './error-state'

test.each([
  ['NETWORK', 'No connection'],
  ['FORBIDDEN', 'You cannot see this page'],
  ['PLAN_NOT_ELIGIBLE', 'Not part of this plan'],
  ['NOT_FOUND', 'Not found'],
  ['OVERLOADED', 'Too many requests'],
  ['A_CODE_OF_TOMORROW', 'Something went wrong'],
])('%s in words', (problem, title) => {
  show(<ErrorState problem={problem} onRetry={vi.fn()} />)
  expect(screen.getByRole('heading').textContent).toBe(title)
})

test('names the page where its heading is missing', () => {
  show(<ErrorState problem="NETWORK" page="Members" onRetry={vi.fn()} />)
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Members')
})

test('can be tried again', async () => {
  const onRetry = vi.fn()
  i18n.activate('vi')
  show(<ErrorState problem="NETWORK" onRetry={onRetry} />)
  await userEvent.click(screen.getByRole('button', { name: 'Thử lại' }))
  expect(onRetry).toHaveBeenCalledTimes(1)
})
