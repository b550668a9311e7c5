import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, BrowserContext } from 'playwright-core'
import { askApi, dashboardShown, launch, server, signIn, sizes, windowOf } from './browser'

const folder = new URL('../test-results/', import.meta.url).pathname

let browser: Browser
let session: BrowserContext
let stranger: BrowserContext
let dashboard: string
let contract: string

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  browser = await launch()
  stranger = await browser.newContext()
  session = await browser.newContext()
  const page = await session.newPage()
  await signIn(page)
  dashboard = new URL(page.url()).pathname
  const { viewer } = await askApi<{ viewer: { contracts: { id: string }[] } }>(
    session,
    '{ viewer { contracts { id } } }',
  )
  contract = `/contracts/${viewer.contracts[0]?.id}`
})

afterAll(() => browser.close())

const looks = (Object.keys(sizes) as (keyof typeof sizes)[]).flatMap((size) =>
  ['light', 'dark'].flatMap((theme) => ['en', 'vi'].map((lang) => ({ size, theme, lang }))),
)

test.each(looks)('$size $theme $lang', async ({ size, theme, lang }) => {
  const pages = [
    { name: 'credits', path: dashboard, context: session },
    { name: 'ledger', path: dashboard.replace('/credits', '/ledger'), context: session },
    { name: 'contract', path: contract, context: session },
    { name: 'settings', path: '/settings', context: session },
    { name: 'explorer', path: '/explorer', context: session },
    { name: 'not-found', path: '/nowhere', context: session },
    { name: 'sign-in', path: '/sign-in', context: stranger },
    { name: 'forgot-password', path: '/forgot-password', context: stranger },
  ]
  const errors: string[] = []
  for (const { name, path, context } of pages) {
    const page = await windowOf(browser, context, size)
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(`${server.url}${path}?lang=${lang}&theme=${theme}`)
    await (name === 'credits' ? dashboardShown(page) : page.locator('h1').waitFor())
    if (name === 'ledger') await page.locator('[data-figure=balance]').waitFor()
    await page.screenshot({
      path: `${folder}${name}-${size}-${theme}-${lang}.png`,
      fullPage: true,
    })
    await page.context().close()
  }
  expect(errors).toEqual([])
})

/** What the demo lists of the dashboard, with a name for the file of each. */
async function sights() {
  const page = await session.newPage()
  await page.goto(`${server.url}/demo`)
  const links = await page.locator('main a[href^="/"]').evaluateAll((all) =>
    all.map((link) => ({ path: link.getAttribute('href') ?? '', what: link.textContent ?? '' })),
  )
  await page.close()
  return links.map(({ path, what }, place) => ({
    path,
    file: `demo-${String(place + 1).padStart(2, '0')}-${what.toLowerCase().replaceAll(/[^a-z]+/g, '-').slice(0, 40)}`,
  }))
}

test.each([
  { size: 'desktop', theme: 'light', lang: 'en' },
  { size: 'mobile', theme: 'dark', lang: 'vi' },
] as const)('all that the demo lists: $size $theme $lang', async ({ size, theme, lang }) => {
  const page = await windowOf(browser, session, size)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  for (const { path, file } of await sights()) {
    await page.goto(`${server.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}&theme=${theme}`)
    await page.locator('h1').first().waitFor({ state: 'attached' })
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: `${folder}${file}-${size}-${theme}-${lang}.png`, fullPage: true })
  }
  await page.context().close()
  expect(errors).toEqual([])
}, 240_000)
