import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { show } from '../test/show'
import { SearchField } from './search-field'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const type = (value: string) =>
  fireEvent.change(screen.getByRole('searchbox'), { target: { value } })
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds))
const typed = () => (screen.getByRole('searchbox') as HTMLInputElement).value

test('tells once, after a pause', () => {
  const onSearch = vi.fn()
  show(<SearchField label="Search" value="" onSearch={onSearch} />)
  type('d')
  pass(200)
  type('di')
  pass(249)
  expect(onSearch).not.toHaveBeenCalled()
  pass(1)
  expect(onSearch.mock.calls).toEqual([['di']])
})

test('keeps what is being typed while an earlier search becomes the value', () => {
  const view = show(<SearchField label="Search" value="" onSearch={vi.fn()} />)
  type('di')
  pass(250)
  type('dig')
  view.rerender(<SearchField label="Search" value="di" onSearch={vi.fn()} />)
  expect(typed()).toBe('dig')
})

test('follows a value that was changed elsewhere', () => {
  const view = show(<SearchField label="Search" value="di" onSearch={vi.fn()} />)
  view.rerender(<SearchField label="Search" value="" onSearch={vi.fn()} />)
  expect(typed()).toBe('')
  view.rerender(<SearchField label="Search" value="di" onSearch={vi.fn()} />)
  expect(typed()).toBe('di')
})

test('the slash key leads into it', () => {
  show(<SearchField label="Search" value="" onSearch={vi.fn()} />)
  fireEvent.keyDown(document.body, { key: '/' })
  expect(document.activeElement).toBe(screen.getByRole('searchbox'))
})
