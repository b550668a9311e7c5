import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { formatCredits } from '../src/lib/format-credits'
import { formatCount } from '../src/lib/format-number'
import { dashboardShown, launch, signIn, sizes } from './browser'
import { Process } from './process'
import { contractUsage, record, usage } from './usage'

let browser: Browser
let session: BrowserContext
let page: Page
let other: Process

beforeAll(async () => {
  browser = await launch()
  session = await browser.newContext({ viewport: sizes.desktop, reducedMotion: 'reduce' })
  page = await session.newPage()
  await signIn(page)
  other = await Process.start()
})

afterAll(async () => {
  await browser.close()
  await other.kill()
})

const poll = <Value>(ask: () => Promise<Value> | Value) =>
  expect.poll(ask, { timeout: 20_000, interval: 100 })

const figure = (name: string) => page.locator(`[data-figure=${name}]`).innerText()
const asOf = async () => Date.parse((await page.locator('main time').first().getAttribute('datetime')) ?? '')

/** Agents go on running, so that the page has to be asked until it says what the API says. */
const showsTheApi = () =>
  poll(async () => {
    const { pool, cards } = await usage(session)
    const said = [formatCredits(pool.used, 'en'), formatCount(cards.runsCompleted.value, 'en')]
    const shown = [await figure('used'), await figure('runs-completed')]
    return said.join() === shown.join()
  }).toBe(true)

test('shows runs that another process recorded, without a reload', async () => {
  await page.goto(other.url + new URL(page.url()).pathname)
  await dashboardShown(page)
  await page.getByText(/^Live/).waitFor()
  await page.evaluate('window.kept = true')
  const [before, { cards, agents }] = [await asOf(), await usage(session)]
  await record(agents.nodes[0]?.agent.id ?? '', '0.001', 40)
  await poll(async () => Number((await figure('runs-completed')).replaceAll(',', ''))).toBeGreaterThanOrEqual(
    cards.runsCompleted.value + 40,
  )
  await showsTheApi()
  expect(await asOf()).toBeGreaterThan(before)
  expect(await page.evaluate('window.kept')).toBe(true)
})

test('shows them on the page of the contract', async () => {
  const contract = await page.context().newPage()
  const { id, overview } = await contractUsage(session)
  await contract.goto(`${other.url}/contracts/${id}`)
  await contract.getByText(/^Live/).waitFor()
  await record((await usage(session)).agents.nodes[0]?.agent.id ?? '', '1', 40)
  await poll(async () => Number((await contractUsage(session)).overview.pool.used)).toBeGreaterThanOrEqual(
    Number(overview.pool.used) + 40,
  )
  await poll(async () => {
    const { pool, workspaces } = (await contractUsage(session)).overview
    const shown = [
      await contract.locator('[data-figure=pool-used]').innerText(),
      ...(await contract.locator('tbody tr:first-child').allInnerTexts()),
    ]
    const said = [{ name: '', used: pool.used }, ...workspaces.nodes]
    return said.every(
      ({ name, used }, i) => shown[i]?.includes(name) && shown[i].includes(formatCredits(used, 'en')),
    )
  }).toBe(true)
  expect(await contract.getByText(/^Live/).isVisible()).toBe(true)
  await contract.close()
})

test('says that the connection is lost, and is live again when it is back', async () => {
  await other.kill()
  await page.getByText(/^(Reconnecting…|No connection)/).waitFor()
  await other.again()
  await page.getByText(/^Live/).waitFor()
  await showsTheApi()
  expect(await page.evaluate('window.kept')).toBe(true)
})
