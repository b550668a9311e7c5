import { describe, expect, test } from 'vitest'
import { defaultSort, formatSort, parseSort, toOrder, toSort } from './agent-sort'

describe('parseSort', () => {
  test.each(['name', '-name', 'credits', '-runs', 'last-run'])('knows %s', (text) => {
    expect(parseSort(text)).toBe(text)
  })

  test.each(['status', '--name', 'constructor', '', 5, undefined])('drops %s', (text) => {
    expect(parseSort(text)).toBeUndefined()
  })

  test('leaves the default out of the URL', () => {
    expect(parseSort(formatSort(defaultSort))).toBeUndefined()
    expect(toSort(undefined)).toEqual(defaultSort)
  })
})

test('a sort survives the URL', () => {
  const sort = { column: 'last-run', descending: true }
  expect(toSort(parseSort(formatSort(sort)))).toEqual(sort)
})

test('toOrder speaks the words of the API', () => {
  expect(toOrder(defaultSort)).toEqual({ field: 'CREDITS', direction: 'DESC' })
  expect(toOrder({ column: 'last-run', descending: false })).toEqual({
    field: 'LAST_RUN_AT',
    direction: 'ASC',
  })
})
