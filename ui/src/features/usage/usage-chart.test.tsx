import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ComponentProps } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { dashboard, masked } from '../../test/dashboard'
import { show } from '../../test/show'
import { UsageChart } from './usage-chart'

beforeEach(() => {
  const props = masked<ComponentProps<typeof UsageChart>['dashboard']>(dashboard)
  show(<UsageChart workspaceId="ws_1" dashboard={props} />)
})

const readout = () => document.querySelector('[aria-live]')?.textContent
const valueText = () => screen.getByRole('slider').getAttribute('aria-valuetext')

test('arrow keys read days, from the last one on', async () => {
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
  act(() => screen.getByRole('slider').focus())
  await userEvent.keyboard('{ArrowRight}')
  expect(valueText()).toBe('November 7, 2026, estimated')
  expect(readout()).toBe('November 7, 2026: estimated 5,601 in total, between 5,100 and 6,200')
  await userEvent.keyboard('{End}{ArrowRight}')
  expect(valueText()).toBe('November 8, 2026, estimated')
})

test('shift moves by a week, as far as there are days', async () => {
  act(() => screen.getByRole('slider').focus())
  await userEvent.keyboard('{End}{Shift>}{ArrowLeft}{/Shift}')
  expect(valueText()).toBe('November 4, 2026')
})

test('escape stops reading', async () => {
  act(() => screen.getByRole('slider').focus())
  await userEvent.keyboard('{Home}{Escape}')
  expect(valueText()).toBe('no day is being read')
  expect(readout()).toBe('Point at a day or use the arrow keys')
})

test('the table has the same figures', () => {
  const [, first, , , estimated] = within(screen.getByRole('table', { hidden: true })).getAllByRole('row', {
    hidden: true,
  })
  expect(first?.textContent).toBe('Nov 41,2001,2003004')
  expect(estimated?.textContent).toBe('Nov 7Estimated5,6015,100 – 6,200')
})

test('tells amounts as shares of what was granted', async () => {
  await userEvent.click(screen.getByRole('radio', { name: '% of granted' }))
  const ticks = [...document.querySelectorAll('svg text')].map((text) => text.textContent)
  expect(ticks).toContain('40%')
  expect(ticks).not.toContain('5K')
})
