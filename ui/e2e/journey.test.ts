import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { violations } from './axe'
import { askApi, dashboardShown, launch, server, signIn, sizes, windowOf } from './browser'

let browser: Browser
let session: BrowserContext
let dashboard: string
let contract: string

beforeAll(async () => {
  browser = await launch()
  session = await browser.newContext({ viewport: sizes.desktop, reducedMotion: 'reduce' })
  const page = await session.newPage()
  await signIn(page)
  dashboard = new URL(page.url()).pathname
  const { viewer } = await askApi<{ viewer: { contracts: { nodes: { id: string }[] } } }>(
    session,
    '{ viewer { contracts(first: 1) { nodes { id } } } }',
  )
  contract = `/contracts/${viewer.contracts.nodes[0]?.id}`
})

afterAll(() => browser.close())

/** What the page expects to be used at the reset, in whole credits. */
async function expectedUse(page: Page): Promise<number> {
  const text = await page.locator('[data-figure=expected]').innerText()
  return Number(/\d[\d.,]*/.exec(text)?.[0].replaceAll(/\D/g, ''))
}

const words = {
  en: {
    actions: /^Actions for/,
    disable: 'Disable',
    disabled: 'Disabled',
    limit: 'Set a limit…',
    undo: /Undo/,
    agents: 'By agent',
    runsOut: /run out on/,
    buy: 'Buy credits',
    pack: '500 credits for $5.00',
    pay: 'Buy for $5.00',
    unread: /unread notification/,
    bought: '500 credits bought',
  },
  vi: {
    actions: /^Thao tác cho/,
    disable: 'Tắt',
    disabled: 'Đã tắt',
    limit: 'Đặt giới hạn…',
    undo: /Hoàn tác/,
    agents: 'Theo tác nhân',
    runsOut: /sẽ hết vào/,
    buy: 'Mua tín dụng',
    pack: /^500 .*5,00/,
    pay: /^Mua .*5,00/,
    unread: /thông báo chưa đọc/,
    bought: 'đã mua 500 tín dụng',
  },
} as const

const looks = (Object.keys(sizes) as (keyof typeof sizes)[]).flatMap((size) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['en', 'vi'] as const).map((lang) => ({ size, theme, lang })),
  ),
)

test.each(looks)(
  'finds who spends, disables it, takes that back, and takes the list along: $size $theme $lang',
  async ({ size, theme, lang }) => {
    const page = await windowOf(browser, session, size)
    const said = words[lang]
    await page.goto(`${server.url}${dashboard}?lang=${lang}&theme=${theme}`)
    await dashboardShown(page)
    await page.locator('[data-figure=outlook]').getByText(said.runsOut).waitFor()

    await page.getByText(said.agents, { exact: true }).click()
    const driving = await page.locator('figure table tbody tr').first().locator('td').first().innerText()
    const row = page.locator('tbody tr[aria-rowindex="2"]')
    expect(await row.locator('td').first().innerText()).toContain(driving.trim())

    const before = await expectedUse(page)
    await row.getByRole('button', { name: said.actions }).click()
    await page.getByRole('menuitem', { name: said.disable, exact: true }).waitFor()
    expect(await violations(page, '[role=menu]'), 'the menu').toEqual([])
    await page.getByRole('menuitem', { name: said.disable, exact: true }).click()
    await row.getByText(said.disabled, { exact: true }).filter({ visible: true }).waitFor()
    await expect.poll(() => expectedUse(page)).toBeLessThan(before)
    expect(await violations(page, '[role=status]'), 'the message').toEqual([])

    await page.getByRole('button', { name: said.undo }).click()
    await expect.poll(() => expectedUse(page)).toBeGreaterThan(before * 0.98)

    await row.getByRole('button', { name: said.actions }).click()
    await page.getByRole('menuitem', { name: said.limit }).click()
    await page.getByRole('dialog').waitFor()
    await page.getByRole('dialog').getByRole('spinbutton').waitFor()
    expect(await violations(page, 'dialog'), 'the limit').toEqual([])
    await page.keyboard.press('Escape')

    await page.keyboard.press('[')
    await page.waitForURL((url) => url.searchParams.has('period'))
    await dashboardShown(page)
    const link = (await page.locator('a[download]').getAttribute('href')) ?? ''
    const csv = await session.request.get(new URL(link, server.url).href)
    expect(csv.status()).toBe(200)
    expect((await csv.text()).trim().split('\r\n').length).toBeGreaterThan(10)
    await page.context().close()
  },
)

test.each(looks)('buys credits and is told so: $size $theme $lang', async ({ size, theme, lang }) => {
  const page = await windowOf(browser, session, size)
  const said = words[lang]
  await page.goto(`${server.url}${dashboard}?lang=${lang}&theme=${theme}`)
  await dashboardShown(page)
  const granted = await page.locator('[data-figure=granted]').innerText()
  await page.getByRole('button', { name: said.buy }).click()
  await page.getByRole('radio', { name: said.pack }).check()
  await page.getByRole('button', { name: said.pay }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => page.locator('[data-figure=granted]').innerText()).not.toBe(granted)

  await page.goto(`${server.url}/notifications?lang=${lang}&theme=${theme}`)
  await page.getByRole('link', { name: said.unread }).waitFor()
  await page.getByRole('listitem').first().getByText(said.bought).waitFor()
  expect(await violations(page)).toEqual([])
  await page.context().close()
})

test.concurrent.each(looks)('axe finds nothing on what else there is: $size $theme $lang', async (look) => {
  const page = await windowOf(browser, session, look.size)
  for (const path of [contract, '/settings', '/explorer']) {
    await page.goto(`${server.url}${path}?lang=${look.lang}&theme=${look.theme}`)
    await page.locator('h1').waitFor()
    expect(await violations(page), path).toEqual([])
  }
  await page.locator('header').getByRole('button').last().waitFor() // keys are heard from then on
  for (const key of ['Control+k', '?']) {
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
    expect(await violations(page, 'dialog'), key).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await page.context().close()
})
