import { readdirSync, readFileSync } from 'node:fs'

const folder = 'dist/assets/'
const files = readdirSync(folder)
const entries = [...readFileSync('dist/index.html', 'utf8').matchAll(/"\/assets\/([^"]+\.js)"/g)]

const chunk = (name) => files.find((file) => new RegExp(`^${name}-.{8}\\.js$`).test(file))

/** Chunks and all that they import at once, less what is loaded before them. */
function withImports(chunks, loaded = []) {
  const all = [...chunks]
  for (const file of all) {
    const code = readFileSync(folder + file, 'utf8')
    for (const [, imported] of code.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)) {
      if (!loaded.includes(imported) && !all.includes(imported)) all.push(imported)
    }
  }
  return all
}

// What every page waits for, beside its words: the program, and the frame around the pages of whoever is signed in.
const initial = withImports(entries.map(([, file]) => file))
const pages = readdirSync('src/pages')
  .filter((file) => file.endsWith('.tsx'))
  .map((file) => file.replace('.tsx', ''))
  .filter(chunk)

const limits = [
  ...['en', 'vi'].map((language) => ({
    name: `initial JS, ${language}`,
    path: [...initial, chunk(language)],
    limit: '170 kB',
  })),
  ...pages.map((name) => ({ name, path: withImports([chunk(name)], initial), limit: '40 kB' })),
  { name: '<cistern-usage>', path: ['../widgets/cistern-usage.js'], limit: '6 kB' },
  { name: '<cistern-runway>', path: ['../widgets/cistern-runway.js'], limit: '6 kB' },
  { name: 'CSS', path: files.filter((file) => file.endsWith('.css')), limit: '8 kB' },
]

export default limits.map(({ path, ...rest }) => ({
  ...rest,
  path: path.map((file) => folder + file),
  gzip: true,
}))
