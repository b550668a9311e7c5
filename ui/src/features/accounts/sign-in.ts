import { apiOrigin } from '../../lib/api'

export type SignInResult =
  | { outcome: 'signed-in' }
  | { outcome: 'invalid-credentials' }
  | { outcome: 'rate-limited'; retryAfterSeconds: number }
  | { outcome: 'unavailable' }

/** Asks for a session cookie. */
export async function signIn(email: string, password: string): Promise<SignInResult> {
  let response: Response
  try {
    response = await fetch(`${apiOrigin}/auth/sign-in`, {
      method: 'POST',
      credentials: 'include',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
  } catch {
    return { outcome: 'unavailable' }
  }
  if (response.ok) return { outcome: 'signed-in' }
  if (response.status === 401) return { outcome: 'invalid-credentials' }
  if (response.status === 429) {
    const retryAfterSeconds = Number(response.headers.get('retry-after')) || 60
    return { outcome: 'rate-limited', retryAfterSeconds }
  }
  return { outcome: 'unavailable' }
}
