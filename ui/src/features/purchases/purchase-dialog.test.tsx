import { i18n } from '@lingui/core'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Client, fetchExchange, Provider } from 'urql'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { show } from '../../test/show'
import { PurchaseDialog } from './purchase-dialog'

const usd = (amountMinor: number) => ({ __typename: 'Money', amountMinor, currency: 'USD' })
const reset = '2026-12-03T17:00:00Z'

const topUp = {
  __typename: 'Quote',
  credits: '1000',
  charge: usd(1000),
  granted: '1000',
  actsAt: '2026-11-06T12:00:00Z',
  recurring: null,
  recursFrom: null,
  runsOutBefore: '2026-11-20T12:00:00Z',
  runsOutAfter: '2026-11-27T12:00:00Z',
}
const larger = {
  ...topUp,
  credits: '5000',
  charge: usd(4000),
  granted: '4000',
  recurring: usd(5000),
  recursFrom: reset,
  runsOutAfter: null,
}
const billing = {
  __typename: 'Billing',
  id: 'bil_1',
  channel: 'SELF_SERVE',
  accountTeam: [{ __typename: 'User', id: 'usr_1', name: 'Linh', email: 'linh@cistern.test' }],
  allowance: '1000',
  pendingAllowance: null as string | null,
  resetsAt: reset,
  priceList: [{ __typename: 'Price', credits: '500' }],
  purchases: { __typename: 'PurchaseConnection', nodes: [] as object[] },
  topUps: [topUp],
  allowances: [larger],
}

const workspace = (changes: object = {}) => ({
  __typename: 'Workspace',
  id: 'wsp_1',
  billing: { ...billing, ...changes },
})

interface Sent {
  key: string | null
  operationName: string
  input: object
}
let sent: Sent[]
let answers: Record<string, unknown>

beforeEach(() => {
  sent = []
  const change = (changes: object) => ({ workspace: workspace(changes), userErrors: [] })
  answers = {
    PurchaseTerms: { workspace: workspace() },
    PurchaseOptions: { workspace: workspace() },
    BuyCredits: { buyCredits: { purchase: null, workspace: null, userErrors: [] } },
    LowerAllowance: { lowerAllowance: change({ pendingAllowance: '500' }) },
    KeepAllowance: { keepAllowance: change({}) },
  }
  vi.stubGlobal('fetch', async (_: string, request: RequestInit) => {
    const { operationName, variables } = JSON.parse(String(request.body))
    const key = new Headers(request.headers).get('Idempotency-Key')
    sent.push({ key, operationName, input: variables.input })
    const answer = answers[operationName]
    return Response.json(answer instanceof Error ? { errors: [{ message: answer.message }] } : { data: answer })
  })
})
afterEach(() => vi.unstubAllGlobals())

const refused = 'agents run freely, and no day is set from which they are billed: there is nothing to buy yet'

function open() {
  const client = new Client({ url: '/graphql', preferGetMethod: false, exchanges: [fetchExchange] })
  const onClose = vi.fn()
  show(
    <Provider value={client}>
      <PurchaseDialog workspace={{ id: 'wsp_1', timeZone: 'Asia/Ho_Chi_Minh' }} onClose={onClose} />
    </Provider>,
  )
  return onClose
}

const buy = () => userEvent.click(screen.getByRole('button', { name: /^Buy for/ }))
const bought = () => sent.filter(({ operationName }) => operationName === 'BuyCredits')
const choose = async (name: string) => userEvent.click(await screen.findByRole('radio', { name }))

test('says why nothing can be bought, in the language of the page', async () => {
  i18n.activate('vi')
  answers.PurchaseOptions = new Error(refused)
  open()
  expect(await screen.findByText(/^Tác nhân đang chạy miễn phí/)).toBeTruthy()
})

test('buys a top-up at the price that it showed', async () => {
  const onClose = open()
  await choose('1,000 credits for $10.00')
  expect(screen.getByText('1,000 credits at once: paused agents can start again.')).toBeTruthy()
  expect(screen.getByText(/run out on November 27, 2026 instead of November 20, 2026/)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Buy for $10.00' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(bought()[0]?.input).toEqual({
    workspaceId: 'wsp_1',
    kind: 'TOP_UP',
    credits: '1000',
    amountMinor: 1000,
  })
})

test('says what a larger allowance costs now and later', async () => {
  open()
  await choose('Every month')
  await choose('5,000 credits for $50.00')
  expect(
    screen.getByText('$40.00 now, and $50.00 for 5,000 credits at every reset from December 4, 2026 on.'),
  ).toBeTruthy()
  expect(screen.getByText(/last until the reset, instead of until November 20, 2026/)).toBeTruthy()
})

test('sends what was not answered again under the same key, and something else under another', async () => {
  answers.BuyCredits = new Error('resolver failed')
  const onClose = open()
  await choose('1,000 credits for $10.00')
  await buy()
  await screen.findByText(/nothing is bought twice/)
  await buy()
  await waitFor(() => expect(bought()).toHaveLength(2))
  await choose('Every month')
  await choose('5,000 credits for $50.00')
  await buy()
  await waitFor(() => expect(bought()).toHaveLength(3))
  const [first, again, other] = bought().map(({ key }) => key)
  expect(first).toBeTruthy()
  expect(again).toBe(first)
  expect(other).not.toBe(first)
  expect(onClose).not.toHaveBeenCalled()
})

test('shows the price that has changed meanwhile, and buys at that', async () => {
  const changed = 'the price has changed meanwhile: it is 1200 minor units of USD now'
  const granted = answers.BuyCredits
  answers.BuyCredits = {
    buyCredits: { purchase: null, workspace: null, userErrors: [{ message: changed }] },
  }
  const onClose = open()
  await choose('1,000 credits for $10.00')
  answers.PurchaseOptions = {
    workspace: workspace({ topUps: [{ ...topUp, charge: usd(1200) }] }),
  }
  await buy()
  expect(await screen.findByText('The price has changed meanwhile: it is $12.00 now.')).toBeTruthy()
  answers.BuyCredits = granted
  await userEvent.click(await screen.findByRole('button', { name: 'Buy for $12.00' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  const [refusedOrder, order] = bought()
  expect(order?.input).toMatchObject({ credits: '1000', amountMinor: 1200 })
  expect(order?.key).not.toBe(refusedOrder?.key)
})

test('shows in the words of the server why a purchase was refused', async () => {
  answers.BuyCredits = {
    buyCredits: { purchase: null, workspace: null, userErrors: [{ message: 'no more today' }] },
  }
  open()
  await choose('1,000 credits for $10.00')
  await buy()
  expect(await screen.findByText('no more today')).toBeTruthy()
})

test('lowers the allowance', async () => {
  open()
  await userEvent.selectOptions(await screen.findByRole('combobox'), '500 credits')
  await waitFor(() =>
    expect(sent.find(({ operationName }) => operationName === 'LowerAllowance')?.input).toEqual({
      workspaceId: 'wsp_1',
      credits: '500',
    }),
  )
})

test('undoes a decrease that is pending', async () => {
  answers.PurchaseTerms = {
    workspace: workspace({ pendingAllowance: '500' }),
  }
  open()
  expect(await screen.findByText(/from December 4, 2026 on it will be 500/)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() =>
    expect(sent.some(({ operationName }) => operationName === 'KeepAllowance')).toBe(true),
  )
})

test('shows receipts in Vietnamese', async () => {
  i18n.activate('vi')
  answers.PurchaseTerms = {
    workspace: {
      __typename: 'Workspace',
      id: 'wsp_1',
      billing: {
        ...billing,
        purchases: {
          __typename: 'PurchaseConnection',
          nodes: [
            {
              __typename: 'Purchase',
              id: 'pur_1',
              kind: 'ALLOWANCE',
              status: 'GRANTED',
              credits: '5000',
              charge: usd(4000),
              createdAt: '2026-11-05T20:00:00Z',
              orderedBy: { __typename: 'User', id: 'usr_1', name: 'Linh' },
            },
          ],
        },
      },
    },
  }
  open()
  expect(await screen.findByText(/5.000 tín dụng/)).toBeTruthy()
  expect(screen.getByText(/6 tháng 11, 2026 · Linh/)).toBeTruthy()
})

test('says whom to ask where the account team buys', async () => {
  answers.PurchaseTerms = {
    workspace: workspace({ channel: 'ACCOUNT_TEAM' }),
  }
  open()
  const link = await screen.findByRole('link', { name: 'linh@cistern.test' })
  expect(link.getAttribute('href')).toBe('mailto:linh@cistern.test')
  expect(screen.queryByRole('button', { name: /^Buy/ })).toBeNull()
  expect(sent.some(({ operationName }) => operationName === 'PurchaseOptions')).toBe(false)
})
