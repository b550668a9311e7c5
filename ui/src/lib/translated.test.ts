import { i18n } from '@lingui/core'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { serverWords } from './server-words'
import { readMessage, translated } from './translated'

const formats = Object.keys(serverWords)
const verb = /%[^a-z]*[a-z]/g

/** The message that the server makes by a format. */
const made = (format: string, values: string[]) => {
  let next = 0
  return format.replace(verb, () => values[next++] ?? '')
}

test('knows what the server says, word for word', () => {
  const server = ['auth', 'billing', 'credit', 'graph', 'guard', 'people']
    .flatMap((folder) => readdirSync(`../${folder}`).map((file) => `../${folder}/${file}`))
    .filter((file) => file.endsWith('.go') && !file.endsWith('_test.go'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  for (const format of formats) expect(server).toContain(`"${format}"`)
})

test.each(formats)('reads the values out of "%j" again', (format) => {
  const places = format.match(verb)?.length ?? 0
  for (const value of ['0', '12.5', '-1000000000.000001', '"M\\u1ea1c/Kh\\u00f4ng"', '($1) a.b*c? 100 %d', 'Ý Nhi (y@nhi.vn), Bo (b@o)']) {
    const values = Array.from({ length: places }, (_, at) => value + String(at))
    expect(readMessage(made(format, values))).toMatchObject({ format, values })
  }
})

describe('shows values as the page does', () => {
  test.each([
    ['the allowance is 5000 credits a month: 12000.5 is not less', 'The allowance is 5,000 credits a month: 12,001 is not less.'],
    ['the price has changed meanwhile: it is 120050 minor units of USD now', 'The price has changed meanwhile: it is $1,200.50 now.'],
    ['the clock shows 2026-11-23T06:30:00Z and goes forward only', 'The clock shows November 23, 2026 at 6:30 AM UTC, and goes forward only.'],
    ['an allowance is 0 to 1000000000 credits', 'An allowance is 0 to 1,000,000,000 credits.'],
  ])('%s', (message, shown) => expect(translated(message)).toBe(shown))

  test('in Vietnamese', () => {
    i18n.activate('vi')
    expect(translated('the price has changed meanwhile: it is 120050 minor units of USD now')).toMatch(
      /^Giá vừa thay đổi: hiện là 1\.200,50\sUS\$\.$/,
    )
  })
})

test('does not know what is not all of a message', () => {
  expect(translated('the day has begun already: choose a later one, or none')).toBeNull()
  expect(translated('an allowance is 0 to 5 coins')).toBeNull()
  expect(translated('This is not an email address!')).toBeNull()
})
