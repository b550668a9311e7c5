import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { violations } from './axe'
import { launch, server, sizes, windowOf } from './browser'

let browser: Browser
let session: BrowserContext
let page: Page
let contract: string

const company = `Company of the test ${Date.now()}`

beforeAll(async () => {
  browser = await launch()
  session = await browser.newContext({ viewport: sizes.desktop, reducedMotion: 'reduce' })
  page = await session.newPage()
})

afterAll(() => browser.close())

const open = async (window: Page, path: string) => {
  await window.goto(`${server.url}${path}${path.includes('?') ? '&' : '?'}lang=en`)
  await window.locator('h1').waitFor()
}
const dialog = () => page.getByRole('dialog')

test('an account team finds its contracts when it signs in', async () => {
  await page.goto(`${server.url}/sign-in?lang=en`)
  await page.getByLabel('Email').fill('team@cistern.example')
  await page.getByLabel('Password').fill(server.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/accounts*')
  const row = page.getByRole('row').filter({ hasText: 'Riverbank' })
  await row.waitFor()
  expect(await row.innerText()).toMatch(/\d[\d,.]*×/)
})

test('makes a contract, which is in the header and in its list at once', async () => {
  await page.getByRole('button', { name: 'New contract' }).click()
  await dialog().getByLabel('Company').fill(company)
  await dialog().getByLabel('First workspace').fill('Test kitchen')
  await dialog().getByLabel('Name of its owner').fill('Owner of the test')
  await dialog().getByLabel('Email of its owner').fill('not an address')
  await dialog().getByLabel('Email of its owner').fill(`owner-${Date.now()}@example.com`)
  await dialog().getByLabel('Billed from').fill('2026-01-01')
  expect(await violations(page, 'dialog')).toEqual([])
  await dialog().getByRole('button', { name: 'Make contract' }).click()
  await page.waitForURL('**/contracts/*/account*')
  contract = new URL(page.url()).pathname.replace(/\/account$/, '')
  await page.getByText(`What was agreed on with ${company}`).waitFor()
  await page.locator('header').getByText(company).waitFor()
  await open(page, '/accounts')
  await page.getByRole('searchbox').fill(company.toUpperCase())
  await page.waitForURL((url) => url.searchParams.has('q'))
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
})

test('changes its terms, and is told where they cannot be', async () => {
  await open(page, `${contract}/account`)
  await page.getByRole('button', { name: 'Change terms' }).click()
  await dialog().getByLabel('Time zone').fill('Mars/Olympus')
  await dialog().getByRole('button', { name: 'Save' }).click()
  await dialog().getByRole('alert').getByText('"Mars/Olympus" is not a time zone').waitFor()
  await dialog().getByLabel('Time zone').fill('Asia/Tokyo')
  await dialog().getByLabel('Service day').fill('31')
  await dialog().getByLabel('Allowance in credits').fill('20000')
  await dialog().getByLabel('Its price in USD').fill('180.5')
  await dialog().getByLabel('Reason').fill('renewal')
  await dialog().getByRole('button', { name: 'Save' }).click()
  await dialog().waitFor({ state: 'detached' })
  const terms = page.getByRole('region', { name: 'Terms' })
  expect(await terms.innerText()).toContain('20,000 for $180.50')
  expect(await terms.innerText()).toContain('Asia/Tokyo')
})

test('grants credits once, however often it is clicked', async () => {
  await page.getByRole('button', { name: 'Grant credits' }).click()
  await dialog().getByLabel('Credits', { exact: true }).fill('1234')
  await dialog().getByLabel('What for').fill('sorry for the outage')
  expect(await violations(page, 'dialog')).toEqual([])
  await dialog().getByRole('button', { name: 'Grant', exact: true }).dblclick()
  await dialog().waitFor({ state: 'detached' })
  const grants = page.getByRole('listitem').filter({ hasText: 'sorry for the outage' })
  await grants.getByText('1,234 left').waitFor()
  expect(await grants.count()).toBe(1)
  expect(await grants.innerText()).toContain('Giang Lê')
})

test('finds what it did in the audit log of the whole contract', async () => {
  await page.getByRole('link', { name: 'Audit log' }).click()
  await page.getByText('Changed the terms').waitFor()
  await page.getByLabel('Which changes').selectOption('credits.')
  await page.waitForURL((url) => url.searchParams.get('kind') === 'credits.')
  await expect.poll(() => page.getByText('Changed the terms').count()).toBe(0)
  await page.getByText('sorry for the outage').waitFor()
})

test('an owner is told whose pages these are', async () => {
  const owner = await (await browser.newContext()).newPage()
  await owner.goto(`${server.url}/sign-in?lang=en`)
  await owner.getByLabel('Email').fill(server.email)
  await owner.getByLabel('Password').fill(server.password)
  await owner.getByRole('button', { name: 'Sign in' }).click()
  await owner.waitForURL('**/workspaces/*/credits*')
  await open(owner, '/accounts')
  await owner.getByText('This page is for people who look after contracts').waitFor()
  await open(owner, contract + '/account')
  await owner.getByText('Not found').waitFor()
  await owner.getByRole('button', { name: /Account of/ }).click()
  await owner.getByRole('menuitem', { name: 'Settings' }).waitFor()
  expect(await owner.getByRole('menuitem', { name: 'Contracts' }).count()).toBe(0)
  await owner.context().close()
})

describe('axe finds nothing', () => {
  const looks = [
    { size: 'desktop', theme: 'light', lang: 'en' },
    { size: 'mobile', theme: 'dark', lang: 'vi' },
  ] as const

  test.each(looks)('$size $theme $lang', async ({ size, theme, lang }) => {
    const window = await windowOf(browser, session, size)
    for (const path of ['/accounts', `${contract}/account`, `${contract}/audit`]) {
      await window.goto(`${server.url}${path}?lang=${lang}&theme=${theme}`)
      await window.locator('h1').waitFor()
      await window.waitForLoadState('networkidle')
      expect(await violations(window), path).toEqual([])
      const wide = await window.evaluate(
        `[document.body, ...document.querySelectorAll('main table')]
          .map(({ parentElement }) => parentElement)
          .some((part) => part.scrollWidth > part.clientWidth)`,
      )
      expect(wide, path).toBe(false)
    }
    await window.context().close()
  })
})
