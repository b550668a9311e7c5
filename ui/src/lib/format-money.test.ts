import { expect, test } from 'vitest'
import { formatMoney } from './format-money'

test.each([
  [1250, 'USD', 'en', '$12.50'],
  [0, 'USD', 'en', '$0.00'],
  [1250, 'JPY', 'en', '¥1,250'],
  [1250, 'USD', 'vi', '12,50 US$'],
])('%i of %s in %s is %s', (amountMinor, currency, locale, shown) => {
  expect(formatMoney({ amountMinor, currency }, locale).replaceAll(/\s/g, ' ')).toBe(shown)
})
