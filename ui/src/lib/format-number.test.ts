import { expect, test } from 'vitest'
import { formatChange, formatCount, formatPace, formatShare } from './format-number'

test('formatCount groups digits', () => {
  expect(formatCount(12_345, 'en')).toBe('12,345')
  expect(formatCount(12_345, 'vi')).toBe('12.345')
})

test('formatShare has a decimal under ten percent only', () => {
  expect(formatShare(0.048, 'en')).toBe('4.8%')
  expect(formatShare(0.0996, 'en')).toBe('10%')
  expect(formatShare(0.426, 'en')).toBe('43%')
  expect(formatShare(0, 'en')).toBe('0%')
})

test('formatChange has a sign, and none for no change', () => {
  expect(formatChange(110, 100, 'en')).toBe('+10%')
  expect(formatChange(75, 100, 'en')).toBe('-25%')
  expect(formatChange(100, 100, 'en')).toBe('0%')
})

test('there is no percentage of nothing', () => {
  expect(formatChange(5, 0, 'en')).toBeNull()
})

test('formatPace has two digits', () => {
  expect(formatPace(1.44, 'en')).toBe('1.4×')
  expect(formatPace(0.052, 'vi')).toBe('0,052×')
  expect(formatPace(123.4, 'en')).toBe('120×')
})
