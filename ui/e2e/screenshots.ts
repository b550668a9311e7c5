import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { dashboardShown, launch, server, sizes, windowOf } from './browser'
import { press, sessionOf, sights, type Sight } from './sights'
import { said } from './words'

const folder = new URL('../test-results/', import.meta.url).pathname
const team = 'team@cistern.example'

let browser: Browser
let session: BrowserContext
let stranger: BrowserContext
let listed: Sight[]

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  browser = await launch()
  stranger = await browser.newContext()
  session = await sessionOf(browser, server.email)
  listed = await sights(browser)
})

afterAll(() => browser.close())

interface Look {
  size: keyof typeof sizes
  theme: 'light' | 'dark'
  lang: 'en' | 'vi'
}

const looks = (Object.keys(sizes) as (keyof typeof sizes)[]).flatMap((size) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['en', 'vi'] as const).map((lang): Look => ({ size, theme, lang })),
  ),
)
/** Every word, colour and width is in one of them. */
const twoLooks: Look[] = [
  { size: 'desktop', theme: 'light', lang: 'en' },
  { size: 'mobile', theme: 'dark', lang: 'vi' },
]

const open = (page: Page, path: string, { theme, lang }: Look) =>
  page.goto(`${server.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}&theme=${theme}`)

async function shoot(page: Page, name: string, { size, theme, lang }: Look, fullPage = true) {
  await page.evaluate(() => document.fonts.ready)
  if (fullPage) await page.evaluate(() => scrollTo(0, 0)) // or the header would stand in the middle
  await page.screenshot({ path: `${folder}${name}-${size}-${theme}-${lang}.png`, fullPage })
}

/** Where the sight is that has these words in its name. */
const pathOf = (name: string) => listed.find((sight) => sight.name.includes(name))?.path ?? ''

test.each(looks)(
  'pages: $size $theme $lang',
  async (look) => {
    const dashboard = pathOf('run-out-before')
    const pages: [string, string, BrowserContext][] = [
      ['credits', dashboard, session],
      ['ledger', dashboard.replace('/credits', '/ledger'), session],
      ['contract', pathOf('what-each-workspace'), session],
      ['accounts', '/accounts', await sessionOf(browser, team)],
      ['settings', '/settings', session],
      ['explorer', '/explorer', session],
      ['sign-in', '/sign-in', stranger],
      ['forgot-password', '/forgot-password', stranger],
      ['reset-password', '/reset-password', stranger],
      ['invitation', '/invitation', stranger],
    ]
    const errors: string[] = []
    for (const [name, path, by] of pages) {
      const page = await windowOf(browser, by, look.size)
      page.on('pageerror', (error) => errors.push(error.message))
      await open(page, path, look)
      await (name === 'credits' ? dashboardShown(page) : page.locator('h1').waitFor())
      await page.waitForLoadState('networkidle')
      await shoot(page, `page-${name}`, look)
      await page.context().close()
    }
    expect(errors).toEqual([])
  },
  180_000,
)

test.each(twoLooks)(
  'all that the demo lists: $size $theme $lang',
  async (look) => {
    const errors: string[] = []
    for (const { name, path, by, press: keys } of listed) {
      const page = await windowOf(browser, await sessionOf(browser, by), look.size)
      const note = (error: unknown) => errors.push(`${name}: ${String(error)}`)
      page.on('pageerror', note)
      page.setDefaultTimeout(10_000)
      try {
        await open(page, path, look)
        await page.locator('h1').first().waitFor({ state: 'attached' })
        await page.waitForLoadState('networkidle')
        for (const key of keys) await press(page, key, look.lang)
        if (keys.length > 0) await page.waitForTimeout(400) // what it opens is fetched first
        await page.waitForLoadState('networkidle')
      } catch (error) {
        note(error)
      }
      const over = page.getByRole('dialog').or(page.getByRole('menu')).filter({ visible: true })
      await shoot(page, `demo-${name}`, look, (await over.count()) === 0)
      const undo = page.getByRole('status').getByRole('button', { name: said('Undo', look.lang) })
      if (await undo.isVisible()) await Promise.all([page.waitForResponse('**/graphql'), undo.click()])
      await page.context().close()
    }
    expect(errors).toEqual([])
  },
  900_000,
)

test.each(twoLooks)(
  'waiting and failing: $size $theme $lang',
  async (look) => {
    const answers = {
      waiting: undefined,
      failing: { status: 503, json: { errors: [{ message: 'no', extensions: { code: 'INTERNAL' } }] } },
    }
    const main = pathOf('run-out-before').replace('/credits', '')
    const organization = pathOf('what-each-workspace')
    const pages = {
      credits: `${main}/credits`,
      ledger: `${main}/ledger`,
      members: `${main}/members`,
      contract: organization,
      notifications: '/notifications',
    }
    const errors: string[] = []
    for (const [state, answer] of Object.entries(answers)) {
      for (const [name, path] of Object.entries(pages)) {
        const page = await windowOf(browser, session, look.size)
        page.on('pageerror', (error) => errors.push(`${name}: ${error.message}`))
        // The header asks by itself, and gets its answer.
        await page.route('**/graphql', (route) =>
          route.request().postData()?.includes('"Viewer"') ? route.continue() : answer && route.fulfill(answer),
        )
        await open(page, path, look)
        await page.locator(answer ? 'main button' : 'main [role=status]').first().waitFor()
        await shoot(page, `${state}-${name}`, look, false)
        await page.context().close()
      }
    }
    expect(errors).toEqual([])
  },
  180_000,
)
