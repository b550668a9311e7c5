import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { masked } from '../test/dashboard'
import { show } from '../test/show'
import { CommandPalette } from './command-palette'

const navigate = vi.hoisted(() => vi.fn<(to: object) => void>())
vi.mock('@tanstack/react-router', () => ({
  useNavigate: () => navigate,
  useParams: () => ({ workspaceId: 'ws_2' }),
  useSearch: () => ({}),
}))

const viewer = masked<never>({
  allows: [],
  workspaces: [
    { id: 'ws_1', name: 'Kitchen', allows: ['VIEW_DASHBOARD'] },
    { id: 'ws_2', name: 'Office', allows: ['VIEW_DASHBOARD'] },
    { id: 'ws_3', name: 'Secret', allows: [] },
  ],
  contracts: [],
})

const options = () => screen.getAllByRole('option').map(({ textContent }) => textContent)

test('lists what may be seen, the open workspace first', () => {
  show(<CommandPalette viewer={viewer} onClose={vi.fn()} />)
  expect(options()[0]).toBe('Office · Credits')
  expect(options().filter((option) => option.includes('Secret'))).toEqual([])
})

test('takes what is typed at once', async () => {
  show(<CommandPalette viewer={viewer} onClose={vi.fn()} />)
  await userEvent.keyboard('zzz')
  expect(screen.getByText('Nothing fits.')).toBeTruthy()
})

test('goes by keys to what was found', async () => {
  const onClose = vi.fn<() => void>()
  show(<CommandPalette viewer={viewer} onClose={onClose} />)
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
  show(<CommandPalette viewer={viewer} onClose={vi.fn()} />)
  await userEvent.type(screen.getByRole('combobox'), 'zzz')
  expect(screen.getByText('Nothing fits.')).toBeTruthy()
})
