import { readFileSync } from 'node:fs'

const catalogue = new Map(
  [
    ...readFileSync('src/locales/vi.po', 'utf8').matchAll(/^msgid "(.+)"\nmsgstr "(.+)"$/gm),
  ].map(([, english, vietnamese]) => [english, vietnamese] as [string, string]),
)

/** What the page says in a language for a text that it says in English; of one with a place for a name, what stands before it. */
export function said(english: string, lang: string): string {
  const known = [...catalogue].find(([text]) => text === english || text.startsWith(`${english} {`))
  if (!known) throw new Error(`no page says "${english}"`)
  return (lang === 'vi' ? known[1] : known[0]).replace(/\s*\{.*$/, '')
}
