import { act, screen } from '@testing-library/react'
import { Client, fetchExchange, Provider } from 'urql'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { show } from '../../test/show'
import { StackedByAgent } from './stacked-by-agent'

let used: number
const asked = vi.fn<() => void>()

beforeEach(() => {
  vi.useFakeTimers()
  asked.mockClear()
  used = 40
  vi.stubGlobal('fetch', async () => {
    asked()
    const series = { agent: { id: 'agt_1', name: 'Digest' }, cumulative: ['10', String(used)] }
    const days = [{ date: '2026-11-04' }, { date: '2026-11-05' }]
    return Response.json({
      data: { workspace: { id: 'wsp_1', creditsDashboard: { days, daysByAgent: [series] } } },
    })
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.stubGlobal('fetch', undefined)
})

async function open(current: boolean) {
  const client = new Client({ url: '/graphql', preferGetMethod: false, exchanges: [fetchExchange] })
  show(
    <Provider value={client}>
      <StackedByAgent
        workspaceId="wsp_1"
        period={{ id: 'per_1', startsOn: '2026-11-04', current }}
        length={30}
        granted={null}
      />
    </Provider>,
  )
  await act(() => vi.advanceTimersByTimeAsync(0))
  expect(screen.getByRole('row').textContent).toBe('Digest40')
  used = 55
  await act(() => vi.advanceTimersByTimeAsync(60_000))
}

test('goes on with the period that runs', async () => {
  await open(true)
  expect(screen.getByRole('row').textContent).toBe('Digest55')
})

test('asks once about a period that is over', async () => {
  await open(false)
  expect(asked).toHaveBeenCalledOnce()
})
