import { serverWords } from './server-words'

const verb = /%[+.\d]*[dqs]/

const known = Object.entries(serverWords).map(([format, words]) => ({
  format,
  words,
  pattern: new RegExp(`^${format.split(verb).map(escaped).join('(.+)')}$`),
}))

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
}

/** By which format, known from `serverWords`, the server made a message, and of what values; null when by none. */
export function readMessage(message: string) {
  for (const { format, words, pattern } of known) {
    const [made, ...values] = pattern.exec(message) ?? []
    if (made !== undefined) return { format, words, values }
  }
  return null
}

/** A message of the server in the language of the page; null when it is not known. */
export function translated(message: string): string | null {
  const read = readMessage(message)
  return read && read.words(...read.values)
}
