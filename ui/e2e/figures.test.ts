import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { formatExactCredits, type Credits } from '../src/lib/format-credits'
import { askApi, dashboardShown, launch, server, signIn, sizes } from './browser'

let browser: Browser
let page: Page
let dashboard: string

beforeAll(async () => {
  browser = await launch()
  page = await browser.newPage({ viewport: sizes.desktop, reducedMotion: 'reduce' })
  await signIn(page)
  dashboard = new URL(page.url()).pathname
})

afterAll(() => browser.close())

interface Periods {
  workspace: { periods: { nodes: { id: string; current: boolean }[] } }
}

interface Figures {
  workspace: {
    creditsDashboard: {
      used: Credits
      pool: { used: Credits; granted: Credits; remaining: Credits }
      days: { credits: Credits; cumulative: Credits }[]
      agents: { nodes: { credits: Credits }[] }
    }
  }
}

const workspace = () => ({ workspace: decodeURIComponent(dashboard.split('/')[2] ?? '') })

const periods = async () =>
  (
    await askApi<Periods>(
      page.context(),
      'query Periods($workspace: ID!) { workspace(id: $workspace) { periods(first: 100) { nodes { id current } } } }',
      workspace(),
    )
  ).workspace.periods.nodes

const exact = (credits: Credits) => formatExactCredits(credits, 'en')

/** What the API says of a period, as the page writes it to the last digit. */
async function told(period: string) {
  const query = `query Figures($workspace: ID!, $period: ID!) {
    workspace(id: $workspace) { creditsDashboard(period: $period) {
      used pool { used granted remaining } days { credits cumulative }
      agents(first: 50) { nodes { credits } }
    } }
  }`
  const answer = await askApi<Figures>(page.context(), query, { ...workspace(), period })
  const { used, pool, days, agents } = answer.workspace.creditsDashboard
  return {
    pool: [pool.used, pool.granted, pool.remaining].map(exact),
    own: exact(used),
    days: days.flatMap(({ credits, cumulative }) => [credits, cumulative]).map(exact),
    agents: agents.nodes.map(({ credits }) => exact(credits)),
  }
}

const titles = (of: string) =>
  page.locator(of).evaluateAll((elements) => elements.map((element) => element.getAttribute('title')))

/** What the page says. */
async function shown() {
  return {
    pool: await titles('[data-figure=used], [data-figure=granted], [data-figure=remaining] [title]'),
    own: (await titles('[data-figure=own]'))[0],
    days: await titles('details td[title]'),
    agents: await titles('tr[aria-rowindex] td:nth-child(2) [title]'),
  }
}

test('every period shows the figures of the API to the last digit', async () => {
  const all = await periods()
  expect(all.length).toBeGreaterThan(20)
  for (const { id, current } of all) {
    await page.goto(`${server.url}${dashboard}?lang=en${current ? '' : `&period=${id}`}`)
    await dashboardShown(page)
    await page.locator('details td[title]').first().waitFor({ state: 'attached' })
    const free = (await page.locator('[data-figure=granted]').count()) === 0
    // The current period moves between the two looks.
    await expect
      .poll(async () => {
        const expected = await told(id)
        const own = await shown()
        return isDeepStrictEqual(
          own,
          free ? { ...expected, pool: expected.pool.slice(0, 1), own: own.own } : expected,
        )
      })
      .toBe(true)
  }
})
