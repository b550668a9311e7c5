import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Provider } from 'urql'
import { afterEach, expect, test, vi } from 'vitest'
import { masked } from '../test/dashboard'
import { show } from '../test/show'
import { CommandPalette } from './command-palette'
import { createGraphqlClient } from './graphql-client'

const navigate = vi.hoisted(() => vi.fn<(to: object) => void>())
vi.mock('@tanstack/react-router', () => ({
  useNavigate: () => navigate,
  useParams: () => ({ workspaceId: 'ws_2' }),
  useSearch: () => ({}),
}))

const places = {
  allows: [],
  workspaces: {
    nodes: [
      { id: 'ws_1', name: 'Kitchen', allows: ['VIEW_DASHBOARD'] },
      { id: 'ws_2', name: 'Office', allows: ['VIEW_DASHBOARD'] },
      { id: 'ws_3', name: 'Secret', allows: [] },
    ],
    pageInfo: { hasNextPage: false },
  },
  contracts: { nodes: [], pageInfo: { hasNextPage: false } },
} as const
const viewer = masked<never>(places)

const asked = vi.fn<(search: string) => void>()
let answer: () => object = () => ({ errors: [{ message: 'nobody should ask' }] })

afterEach(() => {
  asked.mockClear()
  vi.stubGlobal('fetch', undefined)
})

function open(of = viewer, onClose = vi.fn<() => void>()) {
  vi.stubGlobal('fetch', async (_: string, request: RequestInit) => {
    const { variables } = JSON.parse(String(request.body)) as { variables: { search: string } }
    asked(variables.search)
    return Response.json(answer())
  })
  show(
    <Provider value={createGraphqlClient(() => {})}>
      <CommandPalette viewer={of} onClose={onClose} />
    </Provider>,
  )
  return onClose
}

const options = () => screen.getAllByRole('option').map(({ textContent }) => textContent)

test('lists what may be seen, the open workspace first', () => {
  open()
  expect(options()[0]).toBe('Office · Credits')
  expect(options().filter((option) => option.includes('Secret'))).toEqual([])
})

test('takes what is typed at once', async () => {
  open()
  await userEvent.keyboard('zzz')
  expect(screen.getByText('Nothing fits.')).toBeTruthy()
})

test('goes by keys to what was found', async () => {
  const onClose = open()
  await userEvent.type(screen.getByRole('combobox'), 'credits')
  expect(options()).toEqual(['Office · Credits', 'Kitchen · Credits'])
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce())
  expect(navigate).toHaveBeenCalledExactlyOnceWith({
    to: '/workspaces/$workspaceId/credits',
    params: { workspaceId: 'ws_1' },
  })
})

test('says that nothing fits', async () => {
  open()
  await userEvent.type(screen.getByRole('combobox'), 'zzz')
  expect(screen.getByText('Nothing fits.')).toBeTruthy()
})

const many = masked<never>({ ...places, contracts: { nodes: [], pageInfo: { hasNextPage: true } } })

test('asks the server for names where there are more than the first', async () => {
  const contract = { __typename: 'Contract', id: 'con_9', name: 'Zenith Foods', allows: ['VIEW_CONTRACT'] }
  answer = () => ({
    data: {
      viewer: {
        __typename: 'Viewer',
        workspaces: { __typename: 'WorkspaceConnection', nodes: [] },
        contracts: { __typename: 'ContractConnection', nodes: [contract] },
      },
    },
  })
  open(many)
  await userEvent.type(screen.getByRole('combobox'), 'overview zenith')
  expect(screen.getByRole('status').textContent).toBe('Searching…')
  await waitFor(() => expect(options()).toEqual(['Zenith Foods · Overview']))
  expect(asked.mock.calls).toEqual([['zenith']])
  await userEvent.clear(screen.getByRole('combobox'))
  await userEvent.type(screen.getByRole('combobox'), 'kitchen credits')
  expect(options()).toEqual(['Kitchen · Credits'])
})

test('says so when the server cannot be asked', async () => {
  answer = () => ({ errors: [{ message: 'away' }] })
  open(many)
  await userEvent.type(screen.getByRole('combobox'), 'zenith')
  expect(await screen.findByText('The server could not be reached or would not.')).toBeTruthy()
})

test('asks nobody where all is there', async () => {
  vi.useFakeTimers()
  open()
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'zenith' } })
  expect(screen.getByRole('status').textContent).toBe('Nothing fits.')
  await act(() => vi.advanceTimersByTimeAsync(1000))
  vi.useRealTimers()
  expect(asked).not.toHaveBeenCalled()
})
