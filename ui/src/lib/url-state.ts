/** What a URL's query can say: readable text, lists joined by commas, absent where it is the default. */
export type SearchValue = string | readonly string[] | undefined

export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search))
}

export function stringifySearch(search: Record<string, SearchValue>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    const written = typeof value === 'object' ? value.join(',') : value
    if (written) params.set(name, written)
  }
  // Commas and slashes are allowed in a query and read better than their escapes.
  const query = params.toString().replaceAll('%2C', ',').replaceAll('%2F', '/')
  return query && `?${query}`
}

/** The value if it is one of those known, else undefined: a URL may say anything. */
export function oneOf<const Known extends string>(
  known: readonly Known[],
  value: unknown,
): Known | undefined {
  return known.find((candidate) => candidate === value)
}

/** The known values in a list; undefined when there are none. */
export function someOf<const Known extends string>(
  known: readonly Known[],
  value: unknown,
): Known[] | undefined {
  const values = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : []
  const found = known.filter((candidate) => values.includes(candidate))
  return found.length > 0 ? found : undefined
}

/** A piece of text, cut to a length; undefined for anything else or nothing. */
export function line(value: unknown, maxLength: number): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, maxLength) : undefined
}
