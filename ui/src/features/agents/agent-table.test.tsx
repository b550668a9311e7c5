import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState, type ComponentProps } from 'react'
import { expect, test, vi } from 'vitest'
import type { AgentPageFragment } from '../../gql/graphql'
import { dashboard, masked } from '../../test/dashboard'
import { openPopover } from '../../test/open-popover'
import { show } from '../../test/show'
import { defaultSort } from './agent-sort'
import { AgentTable } from './agent-table'

type Props = ComponentProps<typeof AgentTable>

const usage = (name: string, changes: object = {}) => ({
  id: `use_${name}`,
  status: 'ACTIVE',
  blockers: [],
  credits: '812.4',
  share: 0.19,
  succeeded: 281,
  failed: 0,
  lastRunAt: '2026-11-06T11:55:00Z',
  days: ['400', '412.4'],
  agent: { id: `agt_${name}`, name, creator: { id: 'usr_1', name: 'Linh Trần' } },
  ...changes,
})

const page = (nodes: object[], endCursor: string | null = null, totalCount = nodes.length) =>
  masked<AgentPageFragment>({
    totalCount,
    nodes,
    pageInfo: { hasNextPage: endCursor !== null, endCursor },
  })

function showTable(changes: Partial<Props>) {
  const props: Props = {
    pages: [page([usage('Digest'), usage('Triage')])],
    asOf: dashboard.asOf,
    timeZone: 'Asia/Ho_Chi_Minh',
    csv: '/export/agents.csv',
    actions: null,
    filter: { search: '', statuses: [] },
    onFilter: vi.fn(),
    sort: defaultSort,
    onSort: vi.fn(),
    more: 'idle',
    onLoadMore: vi.fn(),
    ...changes,
  }
  show(<AgentTable {...props} />)
  return props
}

const rows = () => screen.getAllByRole('row').slice(1)
const cells = (row: HTMLElement | undefined) =>
  within(row as HTMLElement)
    .getAllByRole('cell')
    .map((cell) => cell.textContent)

/** Opens what stands at the status: there is one for wide screens and one for narrow ones. */
const openReasons = (status: string) =>
  openPopover(screen.getAllByRole('button', { name: status })[0] as HTMLElement)

const linesOf = (item: HTMLElement) =>
  [...item.querySelectorAll('p')].map((line) => line.textContent)

test('tells what each agent used', () => {
  showTable({ pages: [page([usage('Digest', { failed: 10, status: 'PAUSED' })])] })
  const [name, ...figures] = cells(rows()[0])
  expect(name).toContain('Digest')
  expect(figures).toEqual(['81219%', '', '29110 failed✕10', 'Paused', 'Linh Trần', '5 min. ago', ''])
})

test('tells every reason why an agent cannot start, and who can clear it', () => {
  const blockers = [
    {
      code: 'DISABLED_BY_ADMIN',
      since: '2026-11-05T17:30:00Z',
      clearsAt: null,
      clearedBy: ['WORKSPACE_ADMIN', 'ACCOUNT_TEAM'],
    },
    {
      code: 'ALLOCATION_REACHED',
      since: null,
      clearsAt: '2026-12-03T17:00:00Z',
      clearedBy: ['ORG_OWNER'],
    },
  ]
  const agent = {
    ...usage('Digest').agent,
    disabledBy: { id: 'usr_1', name: 'Linh Trần' },
    disabledReason: 'Books <cinema> tickets',
  }
  showTable({ pages: [page([usage('Digest', { status: 'DISABLED', blockers, agent })])] })
  const items = within(openReasons('Disabled')).getAllByRole('listitem', { hidden: true })
  expect(items.map((item) => item.querySelector('blockquote')?.textContent)).toEqual([
    'Books <cinema> tickets',
    undefined,
  ])
  expect(items.map(linesOf)).toEqual([
    [
      'Linh Trần disabled the agent.',
      'Since November 6, 2026 at 12:30 AM',
      'Who can clear it: owners and admins of the workspace or your account team',
    ],
    [
      'The workspace has used its allocation.',
      'Ends by itself on December 4, 2026 at 12:00 AM',
      'Who can clear it: owners of the organization',
    ],
  ])
})

test('tells the limit of an agent, and that it is used', () => {
  const blockers = [{ code: 'AGENT_LIMIT_REACHED', since: null, clearsAt: null, clearedBy: [] }]
  const agent = { ...usage('Digest').agent, creditLimit: '800' }
  showTable({ pages: [page([usage('Digest', { status: 'PAUSED', blockers, agent }), usage('Triage')])] })
  expect(rows().map((row) => cells(row)[1])).toEqual(['812limit 80019%', '81219%'])
  expect(openReasons('Paused').textContent).toContain('The agent has used its limit of 800 credits.')
})

test('says that an admin disabled an agent where nobody knows who', () => {
  const blockers = [{ code: 'DISABLED_BY_ADMIN', since: null, clearsAt: null, clearedBy: [] }]
  showTable({ pages: [page([usage('Digest', { status: 'DISABLED', blockers })])] })
  expect(openReasons('Disabled').textContent).toContain('An admin disabled the agent.')
})

test('has words for an agent without runs or a known creator', () => {
  const agent = { id: 'agt_1', name: 'Digest', creator: null }
  showTable({ pages: [page([usage('Digest', { lastRunAt: null, agent })])] })
  expect(cells(rows()[0]).slice(5, 7)).toEqual(['Unknown', 'Never'])
})

test('names the order to those who cannot see the arrow', () => {
  showTable({})
  const heads = screen.getAllByRole('columnheader').map((head) => head.getAttribute('aria-sort'))
  expect(heads).toEqual([null, 'descending', null, null, null, null, null, null])
})

test('asks for another order: text from its start, figures from the largest', async () => {
  const { onSort } = showTable({})
  await userEvent.click(screen.getByRole('button', { name: 'Agent' }))
  expect(onSort).toHaveBeenLastCalledWith({ column: 'name', descending: false })
  await userEvent.click(screen.getByRole('button', { name: 'Runs' }))
  expect(onSort).toHaveBeenLastCalledWith({ column: 'runs', descending: true })
  await userEvent.click(screen.getByRole('button', { name: 'Credits' }))
  expect(onSort).toHaveBeenLastCalledWith({ column: 'credits', descending: false })
  expect(screen.queryByRole('button', { name: 'Created by' })).toBeNull()
})

test('loads more from the end of the last page', async () => {
  const { onLoadMore } = showTable({
    pages: [page([usage('a')], 'c1', 3), page([usage('b')], 'c2', 3)],
  })
  expect(screen.getByRole('status').textContent).toBe('2 of 3 agents shown')
  await userEvent.click(screen.getByRole('button', { name: 'Load more' }))
  expect(onLoadMore).toHaveBeenCalledWith('c2')
})

test('shows an agent once where two pages have it, with the figures of the first', () => {
  showTable({
    pages: [
      page([usage('a'), usage('b', { credits: '900' })], 'c1'),
      page([usage('b', { credits: '100' }), usage('c')]),
    ],
  })
  expect(rows()).toHaveLength(3)
  expect(cells(rows()[1])[1]).toContain('900')
})

test('draws what is in sight of a long list, and tells how long it is', () => {
  const names = Array.from({ length: 300 }, (_, place) => `agent ${place}`)
  showTable({ pages: [page(names.map((name) => usage(name)), 'c1', 2000)] })
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('2001')
  expect(rows()).toHaveLength(30)
  expect(rows()[29]?.getAttribute('aria-rowindex')).toBe('31')
})

test('draws no more of a long list while only its first page is there', () => {
  const names = Array.from({ length: 50 }, (_, place) => `agent ${place}`)
  showTable({ pages: [page(names.map((name) => usage(name)), 'c1', 2000)] })
  expect(rows()).toHaveLength(30)
})

test('says that a page did not come', () => {
  showTable({ pages: [page([usage('a')], 'c1')], more: 'failed' })
  expect(screen.getByRole('alert').textContent).toBe('That did not work. Try again.')
})

test('offers to clear filters that nothing fits', async () => {
  const { onFilter } = showTable({ pages: [page([])], filter: { search: 'x', statuses: [] } })
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }))
  expect(onFilter).toHaveBeenCalledWith({ search: '', statuses: [] })
})

test('a workspace without agents gets its own words and action', () => {
  showTable({ pages: [page([])], emptyAction: <button type="button">Go back</button> })
  expect(screen.getByText('No agents in this period')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Go back' })).toBeTruthy()
})

test('filters by several statuses, in their own order', async () => {
  const told = vi.fn()
  function Table() {
    const [filter, setFilter] = useState<Props['filter']>({ search: 'di', statuses: ['IDLE'] })
    const onFilter = (next: Props['filter']) => {
      told(next)
      setFilter(next)
    }
    return (
      <AgentTable
        pages={[page([usage('Digest')])]}
        asOf={dashboard.asOf}
        timeZone="UTC"
        csv="/export/agents.csv"
        actions={null}
        filter={filter}
        onFilter={onFilter}
        sort={defaultSort}
        onSort={vi.fn()}
        more="idle"
        onLoadMore={vi.fn()}
      />
    )
  }
  show(<Table />)
  await userEvent.click(screen.getByRole('button', { name: /Status/ }))
  await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Active' }))
  expect(told).toHaveBeenLastCalledWith({ search: 'di', statuses: ['ACTIVE', 'IDLE'] })
  await userEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Idle' }))
  expect(told).toHaveBeenLastCalledWith({ search: 'di', statuses: ['ACTIVE'] })
})
