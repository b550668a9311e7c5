import { expect, test } from 'vitest'
import { formatMoney, toMajor, toMinor } from './format-money'

test.each([
  [1250, 'USD', 'en', '$12.50'],
  [0, 'USD', 'en', '$0.00'],
  [1250, 'JPY', 'en', '¥1,250'],
  [1250, 'USD', 'vi', '12,50 US$'],
])('%i of %s in %s is %s', (amountMinor, currency, locale, shown) => {
  expect(formatMoney({ amountMinor, currency }, locale).replaceAll(/\s/g, ' ')).toBe(shown)
})

test.each([
  ['12.5', 'USD', 1250, '12.5'],
  ['0.1', 'USD', 10, '0.1'],
  ['8.005', 'USD', 801, '8.01'],
  ['1250', 'JPY', 1250, '1250'],
  ['0', 'USD', 0, '0'],
])('%s of %s are %i minor units', (typed, currency, amountMinor, shown) => {
  expect(toMinor(typed, currency)).toBe(amountMinor)
  expect(toMajor({ amountMinor, currency })).toBe(shown)
})
