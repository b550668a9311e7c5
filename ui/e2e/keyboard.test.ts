import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { askApi, dashboardShown, launch, server, signIn, sizes, windowOf } from './browser'

let browser: Browser
let session: BrowserContext
let contract: string

beforeAll(async () => {
  browser = await launch()
  session = await browser.newContext({ viewport: sizes.desktop })
  await signIn(await session.newPage())
  const { viewer } = await askApi<{ viewer: { contracts: { nodes: { id: string }[] } } }>(
    session,
    '{ viewer { contracts(first: 1) { nodes { id } } } }',
  )
  contract = `/contracts/${viewer.contracts.nodes[0]?.id}`
})

afterAll(() => browser.close())

/** What can be pressed and was not reached, and what was reached and did not show it, after Tab went once around the page. */
async function tabAround(page: Page): Promise<{ missed: string[]; unseen: string[] }> {
  await page.evaluate(() => {
    window.reached = new Map()
    document.addEventListener('focusin', ({ target }) => {
      const element = target as Element
      const marks = () =>
        [element, element.parentElement, element.nextElementSibling, element.closest('label')]
          .map((part) => part && getComputedStyle(part))
          .map((style) => style && `${style.outlineStyle} ${style.outlineWidth} ${style.boxShadow}`)
          .join()
      const focused = marks()
      element.addEventListener(
        'blur',
        () => window.reached.set(element, marks() !== focused),
        { once: true },
      )
    })
  })
  const ends = (): Promise<boolean> => page.evaluate(() => document.activeElement === document.body)
  do await page.keyboard.press('Tab')
  while (!(await ends()))
  return page.evaluate(() => {
    const pressed = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
    const missed = [...document.querySelectorAll<HTMLInputElement>(pressed)].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.disabled &&
        !element.closest('[inert]') &&
        // Arrow keys lead from the chosen radio to the others.
        !(element.type === 'radio' && !element.checked) &&
        !window.reached.has(element),
    )
    const unseen = [...window.reached].filter(([, shown]) => !shown).map(([element]) => element)
    const [missedNames = [], unseenNames = []] = [missed, unseen].map((elements) =>
      elements.map((element) => `${element.localName} ${element.ariaLabel} ${element.textContent}`),
    )
    return { missed: missedNames, unseen: unseenNames }
  })
}

declare global {
  interface Window {
    /** Every element that had the focus, with whether one could see it. */
    reached: Map<Element, boolean>
  }
}

const workspace = `/workspaces/${server.workspace}`

test.concurrent.each<{ name: string; path: () => string }>([
  { name: 'credits', path: () => `${workspace}/credits` },
  { name: 'ledger', path: () => `${workspace}/ledger` },
  { name: 'members', path: () => `${workspace}/members` },
  { name: 'tokens', path: () => `${workspace}/tokens` },
  { name: 'audit log', path: () => `${workspace}/audit` },
  { name: 'contract', path: () => contract },
  { name: 'people of the contract', path: () => `${contract}/people` },
  { name: 'notifications', path: () => '/notifications' },
  { name: 'settings', path: () => '/settings' },
])('Tab reaches everything on the page: $name', async ({ path }) => {
  const page = await windowOf(browser, session, 'desktop')
  await page.goto(`${server.url}${path()}`)
  await page.locator('h1').waitFor()
  await page.locator('header').getByRole('button').last().waitFor()
  await page.waitForLoadState('networkidle')
  expect(await tabAround(page)).toEqual({ missed: [], unseen: [] })
  await page.context().close()
})

const focused = (page: Page) => page.locator(':focus')

/** Goes down a menu to an action. For a moment it may offer what an agent was before: a frame that was read before a switch may come after it. */
async function openMenuAt(page: Page, button: Locator, action: string): Promise<boolean> {
  await button.focus()
  await page.keyboard.press('Enter')
  for (let presses = 0; presses < 12; presses++) {
    if (await page.evaluate((name) => document.activeElement?.textContent === name, action)) return true
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Escape')
  return false
}

test('an agent is disabled and enabled, and credits are looked at, without a mouse', async () => {
  const page = await windowOf(browser, session, 'desktop')
  await page.goto(`${server.url}${workspace}/credits`)
  await dashboardShown(page)
  await page.keyboard.press('Tab')
  expect(await focused(page).innerText()).toBe('Skip to content')
  await page.keyboard.press('Enter')
  expect(await focused(page).getAttribute('id')).toBe('content')

  const row = page.locator('tbody tr[aria-rowindex="2"]')
  const actions = row.getByRole('button', { name: /^Actions for/ })
  for (const [action, status] of [['Disable', 'Disabled'], ['Enable', 'Active']] as const) {
    await expect.poll(() => openMenuAt(page, actions, action), { timeout: 10_000 }).toBe(true)
    await page.keyboard.press('Enter')
    await row.getByText(status, { exact: true }).filter({ visible: true }).waitFor()
    await expect.poll(() => actions.evaluate((element) => element === document.activeElement)).toBe(true)
  }

  const buy = page.getByRole('button', { name: 'Buy credits' })
  await buy.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio').first().waitFor()
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab')
    const outside = await page.evaluate(() => !document.activeElement?.closest('dialog, body:not(:has(:focus))'))
    expect(outside, 'focus behind the dialog').toBe(false)
  }
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await buy.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.context().close()
})
