import { readdirSync, readFileSync } from 'node:fs'

const folder = 'dist/assets/'
const page = readFileSync('dist/index.html', 'utf8')
const initial = [...page.matchAll(/"\/assets\/([^"]+\.js)"/g)].map(([, file]) => file)

/** The chunk of a page and all that it imports at once, less what is loaded before it. */
function route(name) {
  const entry = readdirSync(folder).find((file) => new RegExp(`^${name}-.{8}\\.js$`).test(file))
  const files = [entry]
  for (const file of files) {
    const code = readFileSync(folder + file, 'utf8')
    for (const [, imported] of code.matchAll(/from\s*["'`]\.\/([^"'`]+\.js)["'`]/g)) {
      if (!initial.includes(imported) && !files.includes(imported)) files.push(imported)
    }
  }
  return files
}

const paths = (files) => files.map((file) => folder + file)
const limits = [
  { name: 'initial JS', path: paths(initial), limit: '170 kB' },
  { name: 'signed-in layout', path: paths(route('signed-in-layout')), limit: '40 kB' },
  { name: 'sign-in page', path: paths(route('sign-in')), limit: '40 kB' },
  { name: 'credits page', path: paths(route('credits')), limit: '40 kB' },
  { name: 'CSS', path: `${folder}*.css`, limit: '8 kB' },
  { name: 'English catalog', path: `${folder}en-*.js`, limit: '12 kB' },
  { name: 'Vietnamese catalog', path: `${folder}vi-*.js`, limit: '12 kB' },
]

export default limits.map((entry) => ({ ...entry, gzip: true }))
