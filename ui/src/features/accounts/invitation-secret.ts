const name = 'cistern.invitation'

/**
 * What the link carries behind its #, which browsers send to nobody. It is kept for as long as the tab lives,
 * so that it outlives the way to the sign-in page and back.
 */
export function invitationSecret(): string {
  const given = location.hash.slice(1)
  try {
    if (given) sessionStorage.setItem(name, given)
    return given || (sessionStorage.getItem(name) ?? '')
  } catch {
    return given
  }
}

export function forgetInvitation() {
  try {
    sessionStorage.removeItem(name)
  } catch {
    // Nothing was kept.
  }
}
