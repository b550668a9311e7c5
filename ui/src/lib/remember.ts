/** What this browser remembers between visits. Storage can be blocked: then nothing is. */
type Memory = 'lang' | 'theme' | 'shortcuts'

const prefix = 'cistern.'

export function remembered(name: Memory): string | null {
  try {
    return localStorage.getItem(prefix + name)
  } catch {
    return null
  }
}

export function remember(name: Memory, value: string | undefined) {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name)
    else localStorage.setItem(prefix + name, value)
  } catch {
    // The choice still holds for this page: it stands in the URL.
  }
}
