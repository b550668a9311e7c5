import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { EntryPageFragment } from '../../gql/graphql'
import { masked } from '../../test/dashboard'
import { show } from '../../test/show'
import { EntryTable } from './entry-table'

const entry = {
  id: 'led_1',
  kind: 'USAGE',
  grantKind: 'MONTHLY',
  amount: '-722.5',
  at: '2026-11-06T02:00:00Z',
  note: '',
}
const page = (nodes: object[], endCursor: string | null = null) =>
  masked<EntryPageFragment>({ nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } })

const cells = () =>
  screen.getAllByRole('row').map((row) => [...row.children].map(({ textContent }) => textContent))

const onLoadMore = vi.fn<(after: string) => void>()
const showEntries = (more: 'idle' | 'loading' | 'failed', ...pages: EntryPageFragment[]) =>
  show(
    <EntryTable
      pages={pages as [EntryPageFragment]}
      timeZone="America/Los_Angeles"
      more={more}
      onLoadMore={onLoadMore}
    />,
  )

test('lists what moved the pool, on days of the contract', () => {
  showEntries(
    'idle',
    page([entry]),
    page([{ ...entry, id: 'led_2', kind: 'ADJUST', grantKind: null, amount: '3', note: 'sorry' }]),
  )
  expect(cells().slice(1)).toEqual([
    ['November 5, 2026', 'Used · Monthly allowance', '-723'],
    ['November 5, 2026', 'Not carried over · sorry', '+3'],
  ])
})

test('loads more from where the last page ends', async () => {
  showEntries('idle', page([entry], 'a'), page([{ ...entry, id: 'led_2' }], 'b'))
  await userEvent.click(screen.getByRole('button', { name: 'Load more' }))
  expect(onLoadMore).toHaveBeenCalledWith('b')
})

test('says when a page could not be had', () => {
  showEntries('failed', page([entry], 'a'))
  expect(screen.getByRole('alert').textContent).toBe('That did not work. Try again.')
})

test('says so where nothing moved', () => {
  showEntries('idle', page([]))
  expect(screen.getByText('No movements in this period')).toBeTruthy()
  expect(screen.queryByRole('table')).toBeNull()
})
