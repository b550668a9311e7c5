import { babelOptimizerPlugin } from '@graphql-codegen/client-preset'
import babel from '@rolldown/plugin-babel'
import { lingui } from '@lingui/vite-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// Where `cistern demo` or `cistern serve` answers while the pages come from Vite.
const api = process.env.CISTERN_URL ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [
    babel({
      include: /\/src\/.*\.tsx?$/,
      plugins: [
        '@lingui/babel-plugin-lingui-macro',
        // Without it every page would carry the documents of all others.
        [babelOptimizerPlugin, { artifactDirectory: 'src/gql', gqlTagName: 'graphql' }],
      ],
    }),
    react(),
    lingui({ failOnMissing: true, failOnCompileError: true }),
    tailwindcss(),
  ],
  build: {
    // Data URIs would need an exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What several pages share comes in one request, not in dozens of small ones.
        codeSplitting: { groups: [{ name: 'shared', test: /src\/(components|lib)\//, minShareCount: 3 }] },
      },
    },
    // The oldest browsers that know light-dark().
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  },
  server: {
    proxy: {
      '/graphql': { target: api, ws: true },
      '/auth': { target: api },
      '/export': { target: api },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    testTimeout: 20_000,
  },
})
