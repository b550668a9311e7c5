// Writes a Brotli file beside each file of the build that shrinks: the program serves it to browsers that take it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'

for (const name of readdirSync('dist', { recursive: true })) {
  if (!/\.(css|html|js|svg)$/.test(name)) continue
  const content = readFileSync(`dist/${name}`)
  const packed = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  })
  if (packed.length < content.length) writeFileSync(`dist/${name}.br`, packed)
}
