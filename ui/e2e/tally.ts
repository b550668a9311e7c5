import type { Reporter, TestModule } from 'vitest/node'

/** Closes a run with one line that scripts can read. */
export class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]) {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    )
    // A module that broke before its tests were known counts as one failure.
    const broken = modules.filter((module) => module.errors().length > 0).length
    const passed = states.filter((state) => state === 'passed').length
    console.log(`${passed} passed, ${states.length - passed + broken} failed`)
  }
}
