import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { usePolling } from './use-polling'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  setHidden(false)
  vi.useRealTimers()
})

function setHidden(hidden: boolean) {
  Object.defineProperty(document, 'hidden', { configurable: true, value: hidden })
  document.dispatchEvent(new Event('visibilitychange'))
}

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))

test('refreshes every three seconds', async () => {
  const refresh = vi.fn(async () => true)
  const { result } = renderHook(() => usePolling(true, refresh))
  await pass(2_999)
  expect(refresh).not.toHaveBeenCalled()
  await pass(1)
  expect(refresh).toHaveBeenCalledTimes(1)
  await pass(6_000)
  expect(refresh).toHaveBeenCalledTimes(3)
  expect(result.current).toBe('good')
})

test('does nothing where it is not enabled', async () => {
  const refresh = vi.fn(async () => true)
  renderHook(() => usePolling(false, refresh))
  await pass(60_000)
  expect(refresh).not.toHaveBeenCalled()
})

test('rests while hidden and refreshes at once when seen again', async () => {
  const refresh = vi.fn(async () => true)
  renderHook(() => usePolling(true, refresh))
  setHidden(true)
  await pass(60_000)
  expect(refresh).not.toHaveBeenCalled()
  setHidden(false)
  await pass(0)
  expect(refresh).toHaveBeenCalledTimes(1)
  await pass(3_000)
  expect(refresh).toHaveBeenCalledTimes(2)
})

test('waits longer after each failure and says so, until one succeeds', async () => {
  const refresh = vi.fn(async () => false)
  const { result } = renderHook(() => usePolling(true, refresh))
  await pass(3_000)
  expect(result.current).toBe('failing')
  await pass(5_999)
  expect(refresh).toHaveBeenCalledTimes(1)
  await pass(1)
  expect(refresh).toHaveBeenCalledTimes(2)
  refresh.mockResolvedValue(true)
  await pass(12_000)
  expect(result.current).toBe('good')
  await pass(3_000)
  expect(refresh).toHaveBeenCalledTimes(4)
})

test('stops with its component', async () => {
  const refresh = vi.fn(async () => true)
  renderHook(() => usePolling(true, refresh)).unmount()
  await pass(60_000)
  expect(refresh).not.toHaveBeenCalled()
})
