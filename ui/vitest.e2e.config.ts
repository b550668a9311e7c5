import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { Tally } from './e2e/tally.ts'

const place = ({ moduleId }: TestSpecification) => (moduleId.endsWith('journey.test.ts') ? 0 : 1)

/** The journey begins: it sees that credits run out, and other tests buy some. */
class JourneyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    return files.toSorted((one, other) => place(one) - place(other))
  }
}

export default defineConfig({
  test: {
    include: ['e2e/*.test.ts', 'e2e/screenshots.ts'],
    reporters: ['verbose', new Tally()],
    // They share a demo and a person in it.
    fileParallelism: false,
    sequence: { sequencer: JourneyFirst },
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
