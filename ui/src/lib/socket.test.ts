import { expect, test } from 'vitest'
import { waitAfter } from './socket'

test('waits longer after each failure, up to a bound, and never the same for all', () => {
  for (let retries = 0; retries < 40; retries++) {
    const longest = Math.min(300 * 2 ** retries, 20_000)
    expect(waitAfter(retries)).toBeGreaterThanOrEqual(longest / 2)
    expect(waitAfter(retries)).toBeLessThanOrEqual(longest)
  }
  expect(new Set(Array.from({ length: 50 }, () => waitAfter(5))).size).toBeGreaterThan(10)
})
