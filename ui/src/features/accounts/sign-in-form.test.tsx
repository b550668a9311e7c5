import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { show } from '../../test/show'
import { SignInForm } from './sign-in-form'

const server = vi.fn<typeof fetch>()
const onSignedIn = vi.fn()

beforeEach(() => {
  server.mockReset()
  onSignedIn.mockReset()
  vi.stubGlobal('fetch', server)
  show(<SignInForm onSignedIn={onSignedIn} />)
})
afterEach(() => {
  vi.stubGlobal('fetch', undefined)
})

async function send(email: string, password: string) {
  if (email) await userEvent.type(screen.getByLabelText('Email'), email)
  if (password) await userEvent.type(screen.getByLabelText('Password'), password)
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
}

const refusal = async () => (await screen.findByRole('alert')).textContent

test('signs in with what was typed', async () => {
  server.mockResolvedValue(new Response(null, { status: 204 }))
  await send(' linh@acme.test ', 'secret')
  await vi.waitFor(() => expect(onSignedIn).toHaveBeenCalledTimes(1))
  const [url, request] = server.mock.calls[0] ?? []
  expect(url).toBe('/auth/sign-in')
  expect(request).toMatchObject({ method: 'POST', credentials: 'include' })
  expect(JSON.parse(String(request?.body))).toEqual({ email: 'linh@acme.test', password: 'secret' })
})

test('asks for what is missing before it asks the server', async () => {
  await send('linh', '')
  expect(await screen.findByText('Enter your email address.')).toBeTruthy()
  expect(screen.getByText('Enter your password.')).toBeTruthy()
  expect(screen.getByLabelText('Email').getAttribute('aria-invalid')).toBe('true')
  expect(server).not.toHaveBeenCalled()
})

test('keeps the email and says that the credentials are not right', async () => {
  server.mockResolvedValue(Response.json({ code: 'INVALID_CREDENTIALS' }, { status: 401 }))
  await send('linh@acme.test', 'wrong')
  expect(await refusal()).toBe('Email or password is not right.')
  expect((screen.getByLabelText('Email') as HTMLInputElement).value).toBe('linh@acme.test')
  expect(onSignedIn).not.toHaveBeenCalled()
})

test('tells how long to wait after too many attempts', async () => {
  server.mockResolvedValue(
    Response.json({ code: 'RATE_LIMITED' }, { status: 429, headers: { 'retry-after': '30' } }),
  )
  await send('linh@acme.test', 'secret')
  expect(await refusal()).toBe('Too many attempts. Try again in 30 seconds.')
})

test.each([
  ['no answer', () => Promise.reject(new TypeError('refused'))],
  ['a fault', () => Promise.resolve(new Response(null, { status: 500 }))],
])('says that the server gave %s', async (_, answer) => {
  server.mockImplementation(answer)
  await send('linh@acme.test', 'secret')
  expect(await refusal()).toMatch(/could not be reached/)
})
