import { i18n } from '@lingui/core'
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Client, fetchExchange, Provider } from 'urql'
import { masked } from '../../test/dashboard'
import { show } from '../../test/show'
import { MemberRow } from './member-row'

const member = {
  __typename: 'Member',
  id: 'mbr_1',
  role: 'MEMBER',
  joinedAt: '2026-11-04T00:00:00Z',
  assignableRoles: ['ADMIN', 'MEMBER', 'GUEST'],
  removable: true,
  user: { __typename: 'User', id: 'usr_1', name: 'Linh Trần', email: 'linh@acme.test' },
}

const server = vi.fn<typeof fetch>()
const onRemoved = vi.fn()

// jsdom has dialogs, but does not open them.
function showDialog(this: HTMLDialogElement) {
  this.open = true
}

function hideDialog(this: HTMLDialogElement) {
  this.open = false
}

beforeEach(() => {
  server.mockReset()
  onRemoved.mockReset()
  vi.stubGlobal('fetch', server)
  HTMLDialogElement.prototype.showModal = showDialog
  HTMLDialogElement.prototype.close = hideDialog
})
afterEach(() => {
  vi.stubGlobal('fetch', undefined)
})

function showMember(changes: object = {}) {
  const client = new Client({ url: '/graphql', preferGetMethod: false, exchanges: [fetchExchange] })
  show(
    <Provider value={client}>
      <ul>
        <MemberRow member={masked({ ...member, ...changes })} onRemoved={onRemoved} />
      </ul>
    </Provider>,
  )
}

const answer = (userErrors: { message: string }[]) =>
  server.mockImplementation(async () => Response.json({ data: { removeMember: { userErrors } } }))

test('offers the roles that the server lets the caller give, and no others', () => {
  showMember()
  const roles = [...screen.getByLabelText('Role of Linh Trần').querySelectorAll('option')]
  expect(roles.map(({ textContent }) => textContent)).toEqual(['Admin', 'Member', 'Guest'])
})

test('offers nothing where the server allows nothing', () => {
  i18n.activate('vi')
  showMember({ role: 'OWNER', assignableRoles: [], removable: false })
  expect(screen.getByText('Chủ sở hữu')).toBeTruthy()
  expect(screen.queryByRole('combobox')).toBeNull()
  expect(screen.queryByRole('button')).toBeNull()
})

test('removes only after it was confirmed', async () => {
  showMember()
  answer([])
  await userEvent.click(screen.getByRole('button', { name: 'Remove Linh Trần' }))
  expect(server).not.toHaveBeenCalled()
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }))
  await vi.waitFor(() => expect(onRemoved).toHaveBeenCalledTimes(1))
})

test('says why somebody stays', async () => {
  showMember()
  answer([{ message: 'This is the last owner.' }])
  await userEvent.click(screen.getByRole('button', { name: 'Remove Linh Trần' }))
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }))
  expect((await screen.findByRole('alert')).textContent).toBe('This is the last owner.')
  expect(onRemoved).not.toHaveBeenCalled()
})
