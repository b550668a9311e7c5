import { i18n } from '@lingui/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Client, fetchExchange, Provider } from 'urql'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { show } from '../../test/show'
import { ClockButton } from './clock-button'

const reset = '2026-12-03T17:00:00Z'
const billed = '2027-01-03T17:00:00Z'
const day = 86_400

const workspace = (changes: object = {}) => ({
  __typename: 'Workspace',
  id: 'wsp_1',
  clock: { __typename: 'Clock', aheadSeconds: 0, movable: true, ahead: [reset, billed], ...changes },
})

const refused = (message: string) => ({
  moveClock: { __typename: 'MoveClockPayload', workspace: null, userErrors: [{ __typename: 'UserError', message }] },
})

let moves: object[]
let answers: Record<string, unknown>

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-06T12:00:00Z'), toFake: ['Date'] })
  moves = []
  answers = {
    Clock: { workspace: workspace() },
    MoveClock: {
      moveClock: {
        __typename: 'MoveClockPayload',
        workspace: workspace({ aheadSeconds: 7 * day, ahead: [reset] }),
        userErrors: [],
      },
    },
  }
  vi.stubGlobal('fetch', async (_: string, request: RequestInit) => {
    const { operationName, variables } = JSON.parse(String(request.body))
    if (operationName === 'MoveClock') moves.push(variables.input)
    const data = answers[operationName]
    return Response.json(data ? { data } : { errors: [{ message: 'down' }] })
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function showButton() {
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [cacheExchange({ keys: { Clock: () => null } }), fetchExchange],
  })
  const onMoved = vi.fn()
  show(
    <Provider value={client}>
      <ClockButton workspace={{ id: 'wsp_1', timeZone: 'Asia/Ho_Chi_Minh' }} onMoved={onMoved} />
    </Provider>,
  )
  return onMoved
}

const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }))

test.each([
  ['+1 day', '2026-11-07T12:00:00.000Z'],
  ['+1 week', '2026-11-13T12:00:00.000Z'],
  ['To the next reset', reset],
  ['To the first billed day', billed],
])('moves the clock: %s', async (name, to) => {
  const onMoved = showButton()
  await press('Move the clock')
  await press(name)
  await waitFor(() => expect(onMoved).toHaveBeenCalledTimes(1))
  expect(moves).toEqual([{ workspaceId: 'wsp_1', to }])
})

test('shows where the clock is then, and goes on from there', async () => {
  showButton()
  await press('Move the clock')
  expect(screen.getByText(/November 6, 2026 at 7:00/)).toBeTruthy()
  expect(screen.queryByText(/It is ahead/)).toBeNull()
  await press('+1 week')
  expect(await screen.findByText(/November 13, 2026 at 7:00/)).toBeTruthy()
  expect(screen.getByText(/It is ahead/).nextElementSibling?.textContent).toMatch(/November 6, 2026/)
  expect(screen.queryByRole('button', { name: 'To the first billed day' })).toBeNull()
  await press('+1 day')
  await waitFor(() => expect(moves.at(-1)).toMatchObject({ to: '2026-11-14T12:00:00.000Z' }))
})

test.each([
  [refused('the clock goes forward only'), 'the clock goes forward only'],
  [undefined, 'The server could not be reached or would not.'],
])('says why the clock was not moved', async (answer, told) => {
  answers.MoveClock = answer
  const onMoved = showButton()
  await press('Move the clock')
  await press('+1 day')
  expect((await screen.findByRole('alert')).textContent).toBe(told)
  expect(onMoved).not.toHaveBeenCalled()
})

test('can be moved in Vietnamese', async () => {
  i18n.activate('vi')
  showButton()
  await press('Chỉnh đồng hồ')
  expect(screen.getByRole('button', { name: 'Đến lần đặt lại tiếp theo' })).toBeTruthy()
})

test('is not offered where clocks cannot be moved', async () => {
  const asked = vi.fn(async () => Response.json({ data: { workspace: workspace({ movable: false }) } }))
  vi.stubGlobal('fetch', asked)
  showButton()
  await waitFor(() => expect(asked).toHaveBeenCalled())
  await Promise.resolve()
  expect(screen.queryByRole('button')).toBeNull()
})
