import { defineConfig } from 'vitest/config'
import { Tally } from './e2e/tally.ts'

export default defineConfig({
  test: {
    include: ['e2e/*.test.ts', 'e2e/screenshots.ts'],
    reporters: ['verbose', new Tally()],
    // They share a demo and a person in it.
    fileParallelism: false,
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
