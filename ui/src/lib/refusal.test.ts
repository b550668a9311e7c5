import { i18n } from '@lingui/core'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messages } from '../locales/vi.po'
import { refusalOf, translated } from './refusal'
import { refusalWords } from './refusal-words'

test('says in the language of the page what the server refuses', () => {
  const refused = [{ message: 'This is the last owner. Make somebody else an owner first.' }]
  expect(refusalOf(undefined, refused, 'otherwise')).toBe(refused[0]?.message)
  i18n.loadAndActivate({ locale: 'vi', messages })
  expect(refusalOf(undefined, refused, 'otherwise')).toMatch(/^Đây là chủ sở hữu cuối cùng/)
  expect(refusalOf(undefined, [], 'otherwise')).toBeNull()
})

test('leaves as they came words with figures in them', () => {
  expect(translated('an allowance is 0 to 5 credits')).toBe('an allowance is 0 to 5 credits')
})

test('knows what the server says, word for word', () => {
  const server = ['auth', 'billing', 'guard', 'people']
    .flatMap((folder) => readdirSync(`../${folder}`).map((file) => `../${folder}/${file}`))
    .filter((file) => file.endsWith('.go'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  for (const message of Object.keys(refusalWords)) expect(server).toContain(`"${message}"`)
})
