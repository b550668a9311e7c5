import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { show } from '../../test/show'
import { toast } from './toast'
import { Toaster } from './toaster'

afterEach(() => {
  vi.useRealTimers()
})

test('tells the last thing, which can be undone by its button or a key', async () => {
  const undo = vi.fn<() => void>()
  show(<Toaster />)
  act(() => toast({ text: 'First', tone: 'neutral' }))
  act(() =>
    toast({ text: 'Digest is disabled', tone: 'neutral', action: { label: 'Undo', run: undo } }),
  )
  expect(screen.queryByText('First')).toBeNull()
  expect(screen.getByText('Digest is disabled')).toBeTruthy()
  await userEvent.keyboard('z')
  expect(undo).toHaveBeenCalledOnce()
  expect(screen.queryByText('Digest is disabled')).toBeNull()
})

test.each(['Undo', 'Dismiss'])('gives the focus back to where it came from: %s', async (name) => {
  show(
    <>
      <button type="button">Actions</button>
      <Toaster />
    </>,
  )
  const actions = screen.getByRole('button', { name: 'Actions' })
  act(() => toast({ text: 'Disabled', tone: 'neutral', action: { label: 'Undo', run: () => {} } }))
  act(() => actions.focus())
  act(() => screen.getByRole('button', { name: 'Undo' }).focus())
  act(() => screen.getByRole('button', { name }).focus())
  await userEvent.keyboard('{Enter}')
  expect(screen.queryByText('Disabled')).toBeNull()
  expect(document.activeElement).toBe(actions)
})

test('goes after ten seconds, unless somebody points at it', () => {
  vi.useFakeTimers()
  show(<Toaster />)
  act(() => toast({ text: 'Saved', tone: 'neutral' }))
  act(() => vi.advanceTimersByTime(9_000))
  expect(screen.getByText('Saved')).toBeTruthy()
  act(() => vi.advanceTimersByTime(1_000))
  expect(screen.queryByText('Saved')).toBeNull()
})
