import { i18n } from '@lingui/core'
import { CombinedError } from 'urql'
import { expect, test } from 'vitest'
import { refusalOf } from './refusal'

const denied = (message: string) => new CombinedError({ graphQLErrors: [message] })
const lastOwner = 'This is the last owner. Make somebody else an owner first.'

test('says in the language of the page what the server refuses', () => {
  expect(refusalOf(undefined, [{ message: lastOwner }], 'otherwise')).toBe(lastOwner)
  i18n.activate('vi')
  expect(refusalOf(undefined, [{ message: lastOwner }], 'otherwise')).toMatch(/^Đây là chủ sở hữu cuối cùng/)
  expect(refusalOf(undefined, [], 'otherwise')).toBeNull()
})

test('leaves words as they came that it does not know', () => {
  expect(refusalOf(undefined, [{ message: 'Not today.' }], 'otherwise')).toBe('Not today.')
})

test('says why nothing was answered only in words that it knows', () => {
  expect(refusalOf(denied(lastOwner), undefined, 'otherwise')).toBe(lastOwner)
  expect(refusalOf(denied('resolver failed'), undefined, 'otherwise')).toBe('otherwise')
  expect(refusalOf(new CombinedError({ networkError: new Error('no') }), undefined, 'otherwise')).toBe('otherwise')
})
