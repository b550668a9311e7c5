import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ComponentProps } from 'react'
import { Client, fetchExchange, Provider } from 'urql'
import { afterEach, expect, test, vi } from 'vitest'
import { dashboard, masked, sharedPool } from '../../test/dashboard'
import { show } from '../../test/show'
import { UsageChart } from './usage-chart'

afterEach(() => {
  vi.stubGlobal('fetch', undefined)
})

function showChart(changes: object = {}) {
  const props = masked<ComponentProps<typeof UsageChart>['dashboard']>({ ...dashboard, ...changes })
  const client = new Client({ url: '/graphql', preferGetMethod: false, exchanges: [fetchExchange] })
  show(
    <Provider value={client}>
      <UsageChart workspaceId="ws_1" dashboard={props} />
    </Provider>,
  )
}

const rows = () =>
  within(screen.getByRole('table', { hidden: true })).getAllByRole('row', { hidden: true })

const readout = () => document.querySelector('[aria-live]')?.textContent
const valueText = () => screen.getByRole('slider').getAttribute('aria-valuetext')

test('arrow keys read days, from the last one on', async () => {
  showChart()
  act(() => screen.getByRole('slider').focus())
  expect(document.activeElement).toBe(screen.getByRole('slider'))
  await userEvent.keyboard('{ArrowLeft}')
  expect(readout()).toBe('November 6, 2026: 1,010 on the day, 4,210 in total, 251 runs')
  await userEvent.keyboard('{ArrowLeft}')
  expect(valueText()).toBe('November 5, 2026')
  await userEvent.keyboard('{Home}{ArrowLeft}')
  expect(valueText()).toBe('November 4, 2026')
})

test('arrow keys go on into what is estimated, and say so', async () => {
  showChart()
  act(() => screen.getByRole('slider').focus())
  await userEvent.keyboard('{ArrowRight}')
  expect(valueText()).toBe('November 7, 2026, estimated')
  expect(readout()).toBe('November 7, 2026: estimated 5,601 in total, between 5,100 and 6,200')
  await userEvent.keyboard('{End}{ArrowRight}')
  expect(valueText()).toBe('November 8, 2026, estimated')
})

test('shift moves by a week, as far as there are days', async () => {
  showChart()
  act(() => screen.getByRole('slider').focus())
  await userEvent.keyboard('{End}{Shift>}{ArrowLeft}{/Shift}')
  expect(valueText()).toBe('November 4, 2026')
})

test('escape stops reading', async () => {
  showChart()
  act(() => screen.getByRole('slider').focus())
  await userEvent.keyboard('{Home}{Escape}')
  expect(valueText()).toBe('no day is being read')
  expect(readout()).toBe('Point at a day, touch it, or use the arrow keys')
})

test('the table has the same figures', () => {
  showChart()
  const [, first, , , estimated] = rows()
  expect(first?.textContent).toBe('Nov 41,2001,2003004')
  expect(estimated?.textContent).toBe('Nov 7Estimated5,6015,100 – 6,200')
})

test('tells amounts as shares of what was granted', async () => {
  showChart()
  await userEvent.click(screen.getByRole('radio', { name: '% of granted' }))
  const ticks = [...document.querySelectorAll('svg text')].map((text) => text.textContent)
  expect(ticks).toContain('40%')
  expect(ticks).not.toContain('5K')
})

test.each([
  [{}, 'This workspace: 4,210 in total. Granted: 10,000. Estimated at the reset: 6,300'],
  [
    sharedPool,
    'This workspace: 4,210 in total. All workspaces: 6,500 in total. Granted: 10,000. Estimated at the reset: 11,000',
  ],
  [
    { forecast: null, period: { ...dashboard.period, kind: 'FREE', current: false } },
    'This workspace: 4,210 in total',
  ],
])('says where its lines end to those who do not see them: %o', (changes, description) => {
  showChart(changes)
  expect(screen.getByRole('figure', { description })).toBeTruthy()
})

test('tells of all workspaces where they share the credits', async () => {
  showChart(sharedPool)
  expect(screen.getByRole('heading', { name: 'Use of the shared credits' })).toBeTruthy()
  expect(screen.getAllByRole('listitem').map((line) => line.textContent)).toEqual([
    'This workspace',
    'All workspaces',
  ])
  act(() => screen.getByRole('slider').focus())
  await userEvent.keyboard('{ArrowLeft}')
  expect(readout()).toContain('4,210 in total, 251 runs. All workspaces: 6,500 in total')
  await userEvent.keyboard('{ArrowRight}')
  expect(readout()).toContain('between 5,100 and 6,200. All workspaces: 9,000 in total')
  const [heads, first, , , estimated] = rows()
  expect(heads?.textContent).toContain('All workspaces')
  expect(first?.textContent).toBe('Nov 41,2001,20030041,500')
  expect(estimated?.textContent).toBe('Nov 7Estimated5,6015,100 – 6,2009,0008,000 – 10,000')
})

test('is about this workspace alone by agent', async () => {
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  showChart(sharedPool)
  await userEvent.click(screen.getByRole('radio', { name: 'By agent' }))
  expect(screen.getByRole('heading', { name: 'Use of this workspace' })).toBeTruthy()
  expect(screen.queryByText('All workspaces')).toBeNull()
})
