import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, Page, Route } from 'playwright-core'
import { launch, server, sizes } from './browser'

// Beside what the server takes for a name, what it would refuse.
const names: string[] = [
  ...JSON.parse(readFileSync('../graph/testdata/hostile-names.json', 'utf8')),
  'two\nlines',
  'tab\tand nul\u0000',
  '\ud800 half a character',
  'x'.repeat(10_000),
]

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

/** Gives everything that has a name a hostile one. Lists of them get so long that all names are on a page at once. */
function rename(value: unknown, name = names[0]): void {
  if (typeof value !== 'object' || value === null) return
  const thing = value as Record<string, unknown>
  if (typeof thing.name === 'string') thing.name = name
  if (Array.isArray(thing.nodes) && thing.nodes.length > 0) {
    const { nodes } = thing
    // The first are in other lists too, under other names: theirs come again at the end.
    thing.nodes = Array.from({ length: names.length + nodes.length }, (_, i) =>
      other(nodes[i % nodes.length], Math.floor(i / nodes.length)),
    )
    for (const [place, node] of (thing.nodes as unknown[]).entries()) {
      rename(node, names[place % names.length])
    }
  } else {
    for (const part of Object.values(thing)) rename(part, name)
  }
}

/** The same thing under another id. */
function other(value: unknown, number: number): unknown {
  if (number === 0) return value
  return JSON.parse(JSON.stringify(value), (key, part) => (key === 'id' ? `${part}~${number}` : part))
}

async function answer(route: Route) {
  const response = await route.fetch()
  const body: unknown = await response.json()
  rename(body)
  await route.fulfill({ response, json: body })
}

/** A window in which every name is hostile, and what went wrong in it. */
async function windowOf(email: string): Promise<{ page: Page; wrong: string[] }> {
  const page = await (await browser.newContext({ viewport: sizes.mobile })).newPage()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(String(error)))
  page.on('dialog', (shown) => void shown.dismiss().then(() => wrong.push(shown.message())))
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== server.url) wrong.push(request.url())
  })
  await page.goto(`${server.url}/sign-in?lang=en`)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(server.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/')
  await page.locator('h1').waitFor()
  await page.routeWebSocket('**/graphql', (socket) => socket.close())
  await page.route('**/graphql', answer)
  return { page, wrong }
}

/** Opens a page and holds that every name of its rows is there to the letter, and is nothing but text. */
async function look(page: Page, path: string, rows: string) {
  await page.goto(`${server.url}${path}?lang=en`)
  await page.locator(rows).first().waitFor()
  await page.waitForLoadState('networkidle')
  const found = (await page.evaluate(`({
    hacked: window.hacked,
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    foreign: document.querySelectorAll('main script, main img, main iframe, main base, main style, main template, main math').length,
    texts: [...document.querySelectorAll(${JSON.stringify(rows)})].map((row) => row.textContent),
  })`)) as { hacked: unknown; wide: boolean; foreign: number; texts: string[] }
  expect(found.hacked).toBeUndefined()
  expect(found.foreign).toBe(0)
  expect(found.wide).toBe(false)
  const nameless = found.texts.filter((text) => !names.some((name) => text.includes(name)))
  expect(nameless).toEqual([])
  return found.texts
}

test('names that would do harm are text on every page', async () => {
  const admin = await windowOf(server.email)
  const workspace = new URL(admin.page.url()).pathname.replace(/\/credits$/, '')
  const answered: { data: { viewer: { contracts: { nodes: { id: string }[] } } } } = await (
    await admin.page.request.post(`${server.url}/graphql`, {
      headers: { accept: 'application/json', origin: server.url },
      data: { query: '{ viewer { contracts(first: 1) { nodes { id } } } }' },
    })
  ).json()
  const contract = `/contracts/${answered.data.viewer.contracts.nodes[0]?.id}`
  // Of its agents, those in sight.
  await look(admin.page, `${workspace}/credits`, 'main tr[aria-rowindex] td:first-child')
  const pages = [
    await look(admin.page, `${workspace}/members`, 'main section:first-of-type li'), // invitations have no names
    await look(admin.page, contract, 'main section tbody tr:first-child td:first-child'),
  ]
  const team = await windowOf('team@cistern.example')
  pages.push(await look(team.page, '/accounts', 'main tbody tr:first-child td:first-child'))
  expect([...admin.wrong, ...team.wrong]).toEqual([])
  for (const texts of pages) {
    expect(names.filter((name) => !texts.some((text) => text.includes(name)))).toEqual([])
  }
})
