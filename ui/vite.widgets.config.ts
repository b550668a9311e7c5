import { defineConfig } from 'vite'

// Each element is one file without imports, at a URL that stays: pages of others name it. The mode says which.
export default defineConfig(({ mode }) => ({
  publicDir: false,
  build: {
    emptyOutDir: false,
    outDir: 'dist/widgets',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    lib: { entry: `src/widgets/${mode}.ts`, formats: ['es'], fileName: () => `${mode}.js` },
  },
}))
