import type { RouterHistory } from '@tanstack/react-router'
import { signInUrl } from '../lib/sign-in-url'

/** Nobody is signed in (any more): to the sign-in page, which leads back to where one was. */
export function leaveForSignIn(history: RouterHistory) {
  if (history.location.pathname !== '/sign-in') history.replace(signInUrl(history.location))
}
