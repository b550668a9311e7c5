import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { show } from '../../test/show'
import { ForgotPasswordForm } from './forgot-password-form'
import { ResetPasswordForm } from './reset-password-form'

const server = vi.fn<typeof fetch>()
const onReset = vi.fn()

beforeEach(() => {
  server.mockReset()
  onReset.mockReset()
  vi.stubGlobal('fetch', server)
})
afterEach(() => {
  vi.stubGlobal('fetch', undefined)
})

async function ask() {
  show(<ForgotPasswordForm />)
  await userEvent.type(screen.getByLabelText('Email'), 'linh@acme.test')
  await userEvent.click(screen.getByRole('button', { name: 'Send me a link' }))
}

async function set() {
  show(<ResetPasswordForm secret="SECRET" onReset={onReset} />)
  await userEvent.type(screen.getByLabelText(/New password/), 'a good long password')
  await userEvent.click(screen.getByRole('button', { name: 'Set password' }))
}

const refusal = async () => (await screen.findByRole('alert')).textContent

test('asks for a link without telling who has an account', async () => {
  server.mockResolvedValue(new Response(null, { status: 202 }))
  await ask()
  expect((await screen.findByRole('status')).textContent).toContain('If linh@acme.test has an account')
  const [url, request] = server.mock.calls[0] ?? []
  expect(url).toBe('/auth/reset-link')
  expect(JSON.parse(String(request?.body))).toEqual({ email: 'linh@acme.test' })
})

test('says where no e-mails are sent', async () => {
  server.mockResolvedValue(new Response(null, { status: 405 }))
  await ask()
  expect(await refusal()).toMatch(/No e-mails are sent from here/)
})

test('sets a password by what the link carries', async () => {
  server.mockResolvedValue(new Response(null, { status: 204 }))
  await set()
  await vi.waitFor(() => expect(onReset).toHaveBeenCalledTimes(1))
  const [url, request] = server.mock.calls[0] ?? []
  expect(url).toBe('/auth/reset-password')
  expect(JSON.parse(String(request?.body))).toEqual({
    secret: 'SECRET',
    password: 'a good long password',
  })
})

test.each([
  [400, /easy to guess/],
  [404, /not good any more/],
  [429, /Too many attempts/],
  [500, /could not be reached/],
])('tells why not when the server answers %i', async (status, says) => {
  server.mockResolvedValue(new Response(null, { status }))
  await set()
  expect(await refusal()).toMatch(says)
  expect(onReset).not.toHaveBeenCalled()
})
