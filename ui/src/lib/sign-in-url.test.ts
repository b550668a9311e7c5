import { describe, expect, test } from 'vitest'
import { pageAfterSignIn, signInUrl } from './sign-in-url'

const origin = 'https://cistern.example'

test('signInUrl remembers the page, its language and theme', () => {
  expect(signInUrl({ pathname: '/workspaces/w/credits', search: '?period=p&lang=vi' })).toBe(
    '/sign-in?lang=vi&next=%2Fworkspaces%2Fw%2Fcredits%3Fperiod%3Dp%26lang%3Dvi',
  )
  expect(signInUrl({ pathname: '/', search: '' })).toBe('/sign-in')
})

describe('pageAfterSignIn', () => {
  test('leads back to a page of this site', () => {
    expect(pageAfterSignIn('/workspaces/w/credits?period=p', origin)).toBe(
      '/workspaces/w/credits?period=p',
    )
  })

  test.each([
    undefined,
    'https://evil.example/',
    '//evil.example/x',
    '/\\evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'http://cistern.example/',
  ])('does not follow %s', (next) => {
    expect(pageAfterSignIn(next, origin)).toBe('/')
  })
})
