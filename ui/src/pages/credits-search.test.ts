import { expect, test } from 'vitest'
import { creditsSearch } from './credits-search'

test('reads a view from a URL', () => {
  expect(
    creditsSearch({ period: 'per_1', q: 'digest', sort: '-runs', status: 'IDLE,ACTIVE' }),
  ).toEqual({ period: 'per_1', q: 'digest', sort: '-runs', status: ['ACTIVE', 'IDLE'] })
})

test('takes the default for anything that makes no sense', () => {
  expect(creditsSearch({ period: 5, q: '', sort: 'colour', status: 'HAPPY' })).toEqual({
    period: undefined,
    q: undefined,
    sort: undefined,
    status: undefined,
  })
})
