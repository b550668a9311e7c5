import { apiOrigin } from '../../lib/api'

/**
 * Ends the session and loads the sign-in page anew, so that nothing that was read stays
 * in memory. Without an answer the session still lives: the page stays as it is.
 */
export async function signOut() {
  const response = await fetch(`${apiOrigin}/auth/sign-out`, {
    method: 'POST',
    credentials: 'include',
  })
  if (response.ok || response.status === 401) location.assign('/sign-in')
}
