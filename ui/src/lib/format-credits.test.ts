import { describe, expect, test } from 'vitest'
import { formatCredits, formatExactCredits, formatCreditsTick, formatMovement } from './format-credits'

describe('formatCredits', () => {
  test.each([
    ['0', '0'],
    ['0.04', '0'],
    ['0.25', '0.3'],
    ['9.94', '9.9'],
    ['9.96', '10'],
    ['10.4', '10'],
    ['12.5', '13'],
    ['999.999999', '1,000'],
    ['-3.25', '-3.3'],
    ['6118', '6,118'],
  ] as const)('%s is shown as %s', (credits, shown) => {
    expect(formatCredits(credits, 'en')).toBe(shown)
  })

  test('says all digits to whoever asks', () => {
    expect(formatExactCredits('1234.000001', 'en')).toBe('1,234.000001')
    expect(formatExactCredits('12.5', 'vi')).toBe('12,5')
  })

  test('keeps every digit of an amount that no float can hold', () => {
    expect(formatCredits('9223372036854.775807', 'en')).toBe('9,223,372,036,855')
    expect(formatCredits('9007199254740993', 'en')).toBe('9,007,199,254,740,993')
  })

  test('writes as the language does', () => {
    expect(formatCredits('6118.2', 'vi')).toBe('6.118')
    expect(formatCredits('1.5', 'vi')).toBe('1,5')
  })
})

test('formatCreditsTick is short', () => {
  expect(formatCreditsTick(10_000, 'en')).toBe('10K')
  expect(formatCreditsTick(2_500, 'en')).toBe('2.5K')
})

describe('formatMovement', () => {
  test.each([
    ['1000', '+1,000'],
    ['-0.25', '-0.3'],
    ['-300', '-300'],
    ['-0.000001', '0'],
  ] as const)('%s is shown as %s', (credits, shown) => {
    expect(formatMovement(credits, 'en')).toBe(shown)
  })
})
