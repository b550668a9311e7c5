import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { remember } from './remember'
import { useShortcut } from './use-shortcut'

const act = vi.fn()

function Page() {
  useShortcut('[', act)
  return <input aria-label="name" />
}

beforeEach(() => {
  act.mockClear()
  render(<Page />)
})

test('a key acts', async () => {
  await userEvent.keyboard('[[')
  expect(act).toHaveBeenCalledTimes(1)
})

test('typing does not', async () => {
  await userEvent.type(screen.getByLabelText('name'), '[[')
  expect(act).not.toHaveBeenCalled()
})

test('nor does a key of the browser', async () => {
  await userEvent.keyboard('{Control>}[[{/Control}')
  expect(act).not.toHaveBeenCalled()
})

test('nor anything once shortcuts are off', async () => {
  remember('shortcuts', 'off')
  await userEvent.keyboard('[[')
  expect(act).not.toHaveBeenCalled()
})
