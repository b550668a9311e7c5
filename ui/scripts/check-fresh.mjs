// Generates the GraphQL types and the catalogs anew and fails where that changes a file:
// somebody changed a document, the schema or a text and did not commit what follows from it.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const folders = ['src/gql', 'src/locales']

function contents() {
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`))
  return new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
}

const before = contents()
execFileSync('npm', ['run', '--silent', 'codegen'], { stdio: ['ignore', 'ignore', 'inherit'] })
const after = contents()

const stale = [...after.keys()].filter((file) => before.get(file) !== after.get(file))
if (stale.length > 0) {
  console.error(`Not fresh: ${stale.join(', ')}. Now they are: commit them.`)
  process.exit(1)
}
