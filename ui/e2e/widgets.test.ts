import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { violations } from './axe'
import { launch, server, signIn, sizes } from './browser'
import { record, usage } from './usage'

let browser: Browser
let session: BrowserContext

beforeAll(async () => {
  browser = await launch()
  session = await browser.newContext()
  await signIn(await session.newPage())
})

afterAll(() => browser.close())

/** The page of another site, and what its console says is wrong. */
async function visit(search: string, options: BrowserContextOptions = {}) {
  const page = await (await browser.newContext({ viewport: sizes.desktop, ...options })).newPage()
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('pageerror', ({ message }) => problems.push(message))
  await page.goto(`${server.site}/?${search}`)
  return { page, problems }
}

const shown = (page: Page, name: string) =>
  page
    .locator(name)
    .evaluate((element) => Array.from(element.shadowRoot?.children ?? [], (box) => (box as HTMLElement).innerText).join('\n').trim())

const poll = <Value>(ask: () => Promise<Value> | Value) => expect.poll(ask, { timeout: 15_000, interval: 100 })

/** What <cistern-usage> has to say by the API, in either language. */
async function expected(lang: 'en' | 'vi') {
  const { pool } = await usage(session)
  const [used, granted] = [pool.used, pool.granted].map((amount) =>
    new Intl.NumberFormat(lang, { maximumFractionDigits: 0 }).format(Number(amount)),
  )
  return lang === 'en' ? `${used} of ${granted} credits used` : `Đã dùng ${used} trên ${granted} tín dụng`
}

const showsTheApi = (page: Page, lang: 'en' | 'vi') =>
  poll(async () => (await shown(page, 'cistern-usage')).includes(await expected(lang))).toBe(true)

const looks = [
  { lang: 'en', theme: 'light', system: 'dark', size: 'mobile', live: 'Live', resets: 'Resets' },
  { lang: 'vi', theme: 'dark', system: 'light', size: 'desktop', live: 'Trực tiếp', resets: 'Đặt lại' },
] as const

test.each(looks)('the widgets say what the API says: $lang, $theme', async (look) => {
  const { lang, theme, live, resets } = look
  const { page, problems } = await visit(`lang=${lang}&theme=${theme}`, {
    colorScheme: look.system,
    viewport: sizes[look.size],
  })
  await showsTheApi(page, lang)
  const { period, pool, agents } = await usage(session)
  const reset = new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  expect(await shown(page, 'cistern-usage')).toContain(`${resets} ${reset.format(new Date(period.endsOn))}`)
  expect(await shown(page, 'cistern-runway')).toMatch(/\d/)
  for (const name of ['cistern-usage', 'cistern-runway']) {
    expect(await shown(page, name)).toContain(live)
  }
  await record(agents.nodes[0]?.agent.id ?? '', '25')
  await poll(async () => Number((await usage(session)).pool.used)).toBeGreaterThanOrEqual(Number(pool.used) + 25)
  await showsTheApi(page, lang)
  expect(await violations(page)).toEqual([])
  expect(problems).toEqual([])
  await page.context().close()
})

test('moves where motion is wanted, alone', async () => {
  const { page } = await visit('')
  await showsTheApi(page, 'en')
  const motion = () =>
    page.locator('cistern-usage .fill').evaluate((fill) => getComputedStyle(fill).transitionDuration)
  expect(await motion()).toBe('0.3s')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await motion()).toBe('0s')
  await page.context().close()
})

test('gets another token when one is over, and stays live', async () => {
  const { page, problems } = await visit('token=short')
  let tokens = 0
  page.on('request', (request) => (tokens += Number(request.url().includes('/token'))))
  await poll(() => tokens).toBeGreaterThanOrEqual(4)
  await showsTheApi(page, 'en')
  expect(await shown(page, 'cistern-usage')).toContain('Live')
  expect(problems).toEqual([])
  await page.context().close()
})

test('rests while it cannot be seen', async () => {
  const { page } = await visit('')
  await showsTheApi(page, 'en')
  let left = 0
  page.on('requestfailed', (request) => (left += Number(request.url().endsWith('/graphql/stream'))))
  const hide = (hidden: boolean) =>
    page.locator('cistern-usage').evaluate((element, is) => element.toggleAttribute('hidden', is), hidden)
  await hide(true)
  await poll(() => left).toBe(1)
  const back = page.waitForRequest((request) => request.url().endsWith('/graphql/stream'))
  await hide(false)
  expect((await back).method()).toBe('POST')
  await showsTheApi(page, 'en')
  await page.context().close()
})

test.each([
  { lang: 'en', token: 'none', words: 'Not available' },
  { lang: 'vi', token: 'spoilt', words: 'Không khả dụng' },
])('says so where the token is $token', async ({ lang, token, words }) => {
  const page = await browser.newPage()
  if (token === 'spoilt') await page.route('**/token*', (route) => route.fulfill({ body: token }))
  await page.goto(`${server.site}/?lang=${lang}&token=${token}&theme=dark`)
  for (const name of ['cistern-usage', 'cistern-runway']) {
    await poll(() => shown(page, name)).toBe(words)
  }
  expect(await violations(page)).toEqual([])
  await page.close()
})
