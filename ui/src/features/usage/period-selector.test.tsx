import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ComponentProps } from 'react'
import { expect, test, vi } from 'vitest'
import { masked } from '../../test/dashboard'
import { show } from '../../test/show'
import { PeriodSelector } from './period-selector'

type Props = ComponentProps<typeof PeriodSelector>

const periods = [
  { id: 'p3', startsOn: '2026-11-04', endsOn: '2026-12-04', current: true, kind: 'BILLED' },
  { id: 'p2', startsOn: '2026-10-04', endsOn: '2026-11-04', current: false, kind: 'BILLED' },
  { id: 'p1', startsOn: '2026-09-04', endsOn: '2026-10-04', current: false, kind: 'FREE' },
]

function showPeriod(index: number) {
  const onSelect = vi.fn()
  show(
    <PeriodSelector
      periods={masked<Props['periods']>(periods)}
      of={masked<Props['of']>({
        period: periods[index],
        previousPeriod: periods[index + 1] ?? null,
        nextPeriod: periods[index - 1] ?? null,
      })}
      onSelect={onSelect}
    />,
  )
  return onSelect
}

test('brackets step through the periods; the current one has no id in the URL', async () => {
  const onSelect = showPeriod(1)
  await userEvent.keyboard('[[')
  expect(onSelect).toHaveBeenLastCalledWith('p1')
  await userEvent.keyboard(']')
  expect(onSelect).toHaveBeenLastCalledWith(undefined)
})

test('the current period is the last one', async () => {
  const onSelect = showPeriod(0)
  expect(screen.getByRole('button', { name: 'Next period' })).toHaveProperty('disabled', true)
  await userEvent.keyboard(']')
  expect(onSelect).not.toHaveBeenCalled()
})

test('the first period is the end of the way back', () => {
  showPeriod(2)
  expect(screen.getByRole('button', { name: 'Previous period' })).toHaveProperty('disabled', true)
})

test('the menu names every period', async () => {
  const onSelect = showPeriod(0)
  await userEvent.click(screen.getByRole('button', { name: /Nov 4/ }))
  const items = await screen.findAllByRole('menuitemradio')
  expect(items.map((item) => item.textContent)).toEqual([
    expect.stringContaining('Current'),
    expect.stringMatching(/^Oct 4.*2026$/),
    expect.stringContaining('Free'),
  ])
  await userEvent.click(items[1] as HTMLElement)
  expect(onSelect).toHaveBeenCalledWith('p2')
})
