import { CombinedError } from 'urql'
import { expect, test } from 'vitest'
import { problemOf } from './problem'

test('the first code of the API wins', () => {
  const error = new CombinedError({
    graphQLErrors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }],
  })
  expect(problemOf(error)).toBe('FORBIDDEN')
})

test('no answer is a problem of the network', () => {
  expect(problemOf(new CombinedError({ networkError: new Error('refused') }))).toBe('NETWORK')
})

test('an error without a code is the fault of the server', () => {
  expect(problemOf(new CombinedError({ graphQLErrors: [{ message: 'no' }] }))).toBe('INTERNAL')
})
