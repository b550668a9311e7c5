import { expect, test } from 'vitest'
import { stackOf } from './stack-of'

test('puts each series on those before it', () => {
  expect(stackOf([[1, 2], [0, 3], [4, 4]])).toEqual([
    [{ lower: 0, upper: 1 }, { lower: 0, upper: 2 }],
    [{ lower: 1, upper: 1 }, { lower: 2, upper: 5 }],
    [{ lower: 1, upper: 5 }, { lower: 5, upper: 9 }],
  ])
  expect(stackOf([])).toEqual([])
})
