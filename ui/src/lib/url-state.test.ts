import { describe, expect, test } from 'vitest'
import { line, oneOf, parseSearch, someOf, stringifySearch } from './url-state'

describe('stringifySearch', () => {
  test('leaves out what is the default', () => {
    expect(stringifySearch({ period: undefined, q: '', status: [] })).toBe('')
  })

  test('reads well', () => {
    expect(stringifySearch({ status: ['ACTIVE', 'IDLE'], next: '/workspaces/w' })).toBe(
      '?status=ACTIVE,IDLE&next=/workspaces/w',
    )
  })

  test('keeps text as it was, whatever is in it', () => {
    const search = { q: 'a&b=c, d+e "1" %2C ố #', next: '/x?y=1,2' }
    expect(parseSearch(stringifySearch(search))).toEqual(search)
  })
})

test('a number in a URL stays text', () => {
  expect(parseSearch('?q=007')).toEqual({ q: '007' })
})

test('oneOf lets only known values through', () => {
  expect(oneOf(['en', 'vi'], 'vi')).toBe('vi')
  expect(oneOf(['en', 'vi'], 'fr')).toBeUndefined()
  expect(oneOf(['en', 'vi'], ['vi'])).toBeUndefined()
})

test('someOf takes text or a list, in the known order', () => {
  expect(someOf(['a', 'b', 'c'], 'c,a,x')).toEqual(['a', 'c'])
  expect(someOf(['a', 'b', 'c'], ['b'])).toEqual(['b'])
  expect(someOf(['a', 'b', 'c'], 'x')).toBeUndefined()
  expect(someOf(['a', 'b', 'c'], 5)).toBeUndefined()
})

test('line cuts what is too long and drops what is no text', () => {
  expect(line('abcdef', 3)).toBe('abc')
  expect(line('', 3)).toBeUndefined()
  expect(line(12, 3)).toBeUndefined()
})
