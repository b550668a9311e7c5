/** Where to sign in, in the page's language and theme, and to come back from. */
export function signInUrl(from: { pathname: string; search: string }): string {
  const search = new URLSearchParams()
  const current = new URLSearchParams(from.search)
  for (const name of ['lang', 'theme']) {
    const value = current.get(name)
    if (value) search.set(name, value)
  }
  const next = from.pathname + from.search
  if (next !== '/') search.set('next', next)
  return search.size > 0 ? `/sign-in?${search}` : '/sign-in'
}

/** The page to go to after sign-in: only one of this site, so that a link cannot lead elsewhere. */
export function pageAfterSignIn(next: string | undefined, origin: string): string {
  if (!next || !URL.canParse(next, origin)) return '/'
  const url = new URL(next, origin)
  return url.origin === origin ? url.pathname + url.search + url.hash : '/'
}
