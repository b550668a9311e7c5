import { apiOrigin } from '../../lib/api'
import { translated } from '../../lib/translated'

interface Joining {
  invitation: string
  name: string
  password: string
  locale: string
}

/** Makes an account for somebody who is invited, and signs them in. Returns why not, in the server's words; null when it did. */
export async function join(joining: Joining): Promise<string | null> {
  const response = await fetch(`${apiOrigin}/auth/join`, {
    method: 'POST',
    credentials: 'include',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(joining),
  }).catch(() => null)
  if (response?.ok) return null
  const { message = '' }: { message?: string } = await response?.json().catch(() => ({})) ?? {}
  return translated(message) ?? message
}
