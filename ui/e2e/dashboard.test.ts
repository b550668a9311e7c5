import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { formatCredits, type Credits } from '../src/lib/format-credits'
import { formatPeriod } from '../src/lib/format-date'
import { formatCount } from '../src/lib/format-number'
import { violations } from './axe'
import { dashboardShown, launch, server, signIn, sizes, windowOf } from './browser'

let browser: Browser
let session: BrowserContext
let page: Page
let dashboard: string

beforeAll(async () => {
  browser = await launch()
  session = await browser.newContext({ viewport: sizes.desktop, reducedMotion: 'reduce' })
  page = await session.newPage()
})

afterAll(() => browser.close())

/** Browser and Node do not always agree on which space stands beside a dash. */
const spaced = (text: string) => text.trim().replaceAll(/\s/g, ' ')
const figure = async (name: string) =>
  spaced(await page.locator(`[data-figure=${name}]`).innerText())
/** To the last digit, so that every run moves them. */
const figures = async () => [
  await page.locator('[data-figure=used]').getAttribute('title'),
  await figure('runs-completed'),
]
const names = () => page.locator('tbody tr td:first-child > div:first-child').allInnerTexts()
const search = () => new URL(page.url()).searchParams

/** The page and the cards whose content reaches over their edge. */
const tooWide = (window: Page): Promise<string[]> =>
  window.evaluate(`[document.documentElement, ...document.querySelectorAll('main section')]
    .filter((part) => part.scrollWidth > part.clientWidth && getComputedStyle(part).overflowX === 'visible')
    .map((part) => part.innerText.slice(0, 40))`)

interface Answer {
  workspace: {
    creditsDashboard: {
      period: { id: string; startsOn: string; endsOn: string }
      previousPeriod: { id: string } | null
      pool: { used: Credits; granted: Credits; remaining: Credits }
      cards: Record<'agentBuilders' | 'agentsInAction' | 'runsCompleted', { value: number }>
      agents: { totalCount: number; nodes: { agent: { name: string } }[] }
    }
  }
}

/** The API's own answer, asked as any other client would. */
async function ask(period: string | null, agents = '') {
  const response = await session.request.post(`${server.url}/graphql`, {
    headers: { accept: 'application/json', origin: server.url },
    data: {
      query: `query Check($id: ID!, $period: ID) {
        workspace(id: $id) { creditsDashboard(period: $period) {
          period { id startsOn endsOn } previousPeriod { id }
          pool { used granted remaining }
          cards { agentBuilders { value } agentsInAction { value } runsCompleted { value } }
          agents(first: 50 ${agents}) { totalCount nodes { agent { name } } }
        } }
      }`,
      variables: { id: decodeURIComponent(dashboard.split('/')[2] ?? ''), period },
    },
  })
  const { data }: { data: Answer } = await response.json()
  return data.workspace.creditsDashboard
}

test('refuses a wrong password in words', async () => {
  await page.goto(`${server.url}/sign-in?lang=en`)
  await page.getByLabel('Email').fill(server.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  expect(await page.getByRole('alert').innerText()).toBe('Email or password is not right.')
})

test('signs in and finds the dashboard', async () => {
  await signIn(page)
  await dashboardShown(page)
  dashboard = new URL(page.url()).pathname
  expect(await page.title()).toMatch(/^Credits · .+ · Cistern$/)
})

test('a figure moves by itself while agents run', async () => {
  const before = await figures()
  await expect.poll(figures, { timeout: 45_000, interval: 500 }).not.toEqual(before)
})

test('the bracket key leads to the previous period, whose figures are those of the API', async () => {
  const previous = (await ask(null)).previousPeriod
  expect(previous, 'the server needs a past period to compare').not.toBeNull()
  await page.keyboard.press('[')
  await page.waitForURL((url) => url.searchParams.get('period') === previous?.id)

  const { period, pool, cards, agents } = await ask(previous?.id ?? null)
  await expect
    .poll(() => figure('period'))
    .toBe(spaced(formatPeriod(period.startsOn, period.endsOn, 'en')))
  expect(await figure('used')).toBe(formatCredits(pool.used, 'en'))
  expect(await figure('agent-builders')).toBe(formatCount(cards.agentBuilders.value, 'en'))
  expect(await figure('agents-in-action')).toBe(formatCount(cards.agentsInAction.value, 'en'))
  expect(await figure('runs-completed')).toBe(formatCount(cards.runsCompleted.value, 'en'))
  expect(await names()).toEqual(agents.nodes.map(({ agent }) => agent.name))
})

test('a past period stays as it is', async () => {
  const before = await page.locator('main').innerText()
  await page.waitForTimeout(4_000)
  expect(await page.locator('main').innerText()).toBe(before)
})

test('the arrow keys read days of the chart', async () => {
  await page.getByRole('slider').focus()
  await page.keyboard.press('Home')
  const { period } = await ask(search().get('period'))
  const first = await page.getByRole('slider').getAttribute('aria-valuetext')
  expect(new Date(`${first} UTC`).toISOString().slice(0, 10)).toBe(period.startsOn)
  expect(await page.locator('[aria-live]').first().innerText()).toContain(first)
})

test('sorts by name, as the server does', async () => {
  await page.getByRole('button', { name: 'Agent', exact: true }).click()
  await page.waitForURL((url) => url.searchParams.get('sort') === 'name')
  const { agents } = await ask(search().get('period'), 'orderBy: { field: NAME, direction: ASC }')
  await expect.poll(names).toEqual(agents.nodes.map(({ agent }) => agent.name))
  expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending')
})

test('searches while typing, and the URL holds the view', async () => {
  const { agents } = await ask(search().get('period'))
  const part = agents.nodes[0]?.agent.name.slice(0, 4).toLowerCase() ?? ''
  await page.keyboard.press('/')
  await page.keyboard.type(part)
  await page.waitForURL((url) => url.searchParams.get('q') === part)
  await expect
    .poll(async () => (await names()).every((name) => name.toLowerCase().includes(part)))
    .toBe(true)
  const found = await names()
  expect(found.length).toBeGreaterThan(0)
  await page.reload()
  await dashboardShown(page)
  await expect.poll(names).toEqual(found)
})

test('says so where nothing fits, and clears the filters', async () => {
  await page.getByRole('searchbox').fill('no agent has this name')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect.poll(async () => (await names()).length).toBeGreaterThan(0)
  expect(search().has('q')).toBe(false)
})

test('filters by status', async () => {
  await page.getByRole('button', { name: 'Status', exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Deleted' }).click()
  await page.keyboard.press('Escape')
  await page.waitForURL((url) => url.searchParams.get('status') === 'DELETED')
  const { agents } = await ask(search().get('period'), 'filter: { status: [DELETED] }')
  await expect
    .poll(
      async () =>
        (await page.locator('tbody tr').count()) - (await page.locator('details tbody tr').count()),
    )
    .toBe(Math.min(50, agents.totalCount))
})

test('tells by the keyboard why an agent cannot start', async () => {
  await page.goto(`${server.url}${dashboard}?status=DISABLED`)
  await dashboardShown(page)
  await page.locator('tbody').getByRole('button', { name: 'Disabled' }).first().focus()
  await page.keyboard.press('Enter')
  const reasons = page.getByRole('dialog')
  expect(await reasons.innerText()).toMatch(/An Nguyễn disabled the agent\.\s+Books rooms twice/)
  expect(await violations(page, '[popover]:popover-open')).toEqual([])
  await page.keyboard.press('Escape')
  await reasons.waitFor({ state: 'hidden' })
})

test('the other bracket leads back to the present', async () => {
  await page.goto(`${server.url}${dashboard}?period=${(await ask(null)).previousPeriod?.id}`)
  await dashboardShown(page)
  await page.keyboard.press(']')
  await page.waitForURL((url) => !url.searchParams.has('period'))
  await expect.poll(() => page.getByText(/^Live/).isVisible()).toBe(true)
})

test('leads to the ledger, whose grants add up to what remains', async () => {
  await page.getByRole('link', { name: 'Ledger' }).click()
  await page.locator('[data-figure=balance]').waitFor()
  expect(await page.title()).toMatch(/^Ledger · .+ · Cistern$/)
  expect(await page.getByRole('listitem').filter({ hasText: 'Monthly allowance' }).count()).toBe(1)
  const movements = await page.locator('tbody tr').allInnerTexts()
  expect(movements.some((movement) => movement.includes('Granted'))).toBe(true)
  await page.getByRole('link', { name: 'Credits' }).click()
  await dashboardShown(page)
})

test('speaks Vietnamese, and remembers it', async () => {
  await page.getByRole('button', { name: /Language: English/ }).click()
  await page.getByRole('menuitemradio', { name: 'Tiếng Việt' }).click()
  await page.getByRole('heading', { level: 1, name: 'Tín dụng' }).waitFor()
  expect(search().get('lang')).toBe('vi')
  await page.goto(server.url + dashboard)
  await page.getByRole('heading', { level: 1, name: 'Tín dụng' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('vi')
})

test('turns dark, and remembers it', async () => {
  const background = () =>
    page.evaluate('getComputedStyle(document.body).backgroundColor') as Promise<string>
  const light = await background()
  await page.getByRole('button', { name: /Giao diện/ }).click()
  await page.getByRole('menuitemradio', { name: 'Tối' }).click()
  await expect.poll(background).not.toBe(light)
  await page.goto(server.url + dashboard)
  await dashboardShown(page)
  expect(await background()).not.toBe(light)
})

test('leaves the names of agents room at every width', async () => {
  const window = await windowOf(browser, session, 'desktop')
  await window.goto(`${server.url}${dashboard}?lang=vi`) // whose words are the longer ones
  await dashboardShown(window)
  const name = window.locator('tr[aria-rowindex] td:first-child').first()
  for (const width of [390, 768, 1024, 1280]) {
    await window.setViewportSize({ width, height: 900 })
    expect((await name.boundingBox())?.width, String(width)).toBeGreaterThan(180)
  }
  await window.context().close()
})

describe('axe finds nothing', () => {
  const looks = (Object.keys(sizes) as (keyof typeof sizes)[]).flatMap((size) =>
    ['light', 'dark'].flatMap((theme) => ['en', 'vi'].map((lang) => ({ size, theme, lang }))),
  )

  test.concurrent.each(looks)('$size $theme $lang', async ({ size, theme, lang }) => {
    const window = await windowOf(browser, session, size)
    const look = `lang=${lang}&theme=${theme}`
    for (const path of [`${dashboard}?`, '/sign-in?', '/forgot-password?', '/reset-password?', '/nowhere?']) {
      await window.goto(server.url + path + look)
      await (path.startsWith(dashboard) ? dashboardShown(window) : window.locator('h1').waitFor())
      expect(await violations(window), path).toEqual([])
    }
    await window.goto(`${server.url}${dashboard}?${look}`)
    await dashboardShown(window)
    for (const closed of await window.locator('summary').all()) await closed.click()
    expect(await violations(window), 'with all that can be unfolded').toEqual([])
    await window.goto(`${server.url}${dashboard.replace('/credits', '/ledger')}?${look}`)
    await window.locator('[data-figure=balance]').waitFor()
    expect(await violations(window), 'on the ledger').toEqual([])
    expect(await tooWide(window)).toEqual([])
    await window.goto(`${server.url}${dashboard}?${look}`)
    await dashboardShown(window)
    await window.locator('[data-figure=period]').click()
    await window.getByRole('menu').waitFor()
    expect(await violations(window, '[role=menu]'), 'in a menu').toEqual([])
    expect(await tooWide(window)).toEqual([])
    await window.goto(`${server.url}${dashboard}?${look}`)
    await dashboardShown(window)
    await window.getByRole('button', { name: /^(Buy credits|Mua tín dụng)$/ }).click()
    await window.getByRole('radio', { name: /1.000/ }).first().check()
    await window.getByRole('dialog').locator('summary').waitFor()
    expect(await violations(window, 'dialog'), 'in the purchase dialog').toEqual([])
    expect(await tooWide(window)).toEqual([])
    await window.context().close()
  })
})

const granted = async () => Number((await ask(null)).pool.granted)

test('buys a top-up, which counts at once and has a receipt', async () => {
  await page.goto(`${server.url}${dashboard}?lang=en`)
  await dashboardShown(page)
  const before = await granted()
  const open = () => page.getByRole('button', { name: 'Buy credits' }).click()
  await open()
  await page.getByRole('radio', { name: '500 credits for $5.00' }).check()
  await page.getByRole('button', { name: 'Buy for $5.00' }).dblclick()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await granted()).toBe(before + 500)
  await open()
  await page.getByText('Receipts').click()
  await page.getByRole('dialog').locator('li').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('shows a price that has changed meanwhile, and buys at that', async () => {
  const before = await granted()
  let stale = true
  const outdate = async (route: Route) => {
    if (!stale || !route.request().postData()?.includes('"PurchaseOptions"')) return route.continue()
    stale = false
    const response = await route.fetch()
    const body = (await response.text()).replaceAll('"amountMinor":500,', '"amountMinor":400,')
    return route.fulfill({ response, body })
  }
  await page.route('**/graphql', outdate)
  await page.getByRole('button', { name: 'Buy credits' }).click()
  await page.getByRole('radio', { name: '500 credits for $4.00' }).check()
  await page.getByRole('button', { name: 'Buy for $4.00' }).click()
  await page.getByText('The price has changed meanwhile: it is $5.00 now.').waitFor()
  await page.getByRole('button', { name: 'Buy for $5.00' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await granted()).toBe(before + 500)
  await page.unroute('**/graphql', outdate)
})

test('signs out, and the page is closed to strangers', async () => {
  await page.goto(`${server.url}${dashboard}?lang=en`)
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in*')
  await page.goto(`${server.url}${dashboard}?q=digest`)
  await page.waitForURL((url) => url.pathname === '/sign-in')
  expect(search().get('next')).toBe(`${dashboard}?q=digest`)
})
