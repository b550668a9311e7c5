import { apiOrigin } from '../../lib/api'

export type ResetOutcome =
  | 'done'
  | 'bad-password'
  | 'link-over'
  | 'rate-limited'
  | 'no-emails'
  | 'unavailable'

const outcomes: Record<number, ResetOutcome> = {
  400: 'bad-password',
  404: 'link-over',
  405: 'no-emails',
  429: 'rate-limited',
}

/** Asks for a link to set a password by e-mail. It is done whoever has the address. */
export const askForReset = (email: string) => post('/auth/reset-link', { email })

/** Sets a password by what a link carries. */
export const resetPassword = (secret: string, password: string) =>
  post('/auth/reset-password', { secret, password })

async function post(path: string, body: Record<string, string>): Promise<ResetOutcome> {
  const response = await fetch(apiOrigin + path, {
    method: 'POST',
    credentials: 'include',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null)
  return response?.ok ? 'done' : (outcomes[response?.status ?? 0] ?? 'unavailable')
}
