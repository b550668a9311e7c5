import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { violations } from './axe'
import { launch, server, signIn, sizes, windowOf } from './browser'

let browser: Browser
let session: BrowserContext
let page: Page
let workspace: string
let organization: string

beforeAll(async () => {
  browser = await launch()
  session = await browser.newContext({ viewport: sizes.desktop, reducedMotion: 'reduce' })
  page = await session.newPage()
  await signIn(page)
  workspace = new URL(page.url()).pathname.replace(/\/credits$/, '')
})

afterAll(() => browser.close())

const guest = `guest-${Date.now()}@example.com`
const password = 'a password for the browser test'
let link: string

const open = async (window: Page, path: string) => {
  await window.goto(`${server.url}${path}${path.includes('?') ? '&' : '?'}lang=en`)
  await window.locator('h1').waitFor()
}

test('the pages of a workspace are linked from its header', async () => {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Members' }).click()
  await page.getByRole('heading', { level: 1, name: 'Members' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`${workspace}/members`)
})

test('invites somebody by a link that is shown once', async () => {
  await page.getByRole('button', { name: 'Invite' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Email').fill(guest)
  await dialog.getByLabel('Role').selectOption('GUEST')
  expect(await violations(page, 'dialog')).toEqual([])
  await dialog.getByRole('button', { name: 'Invite' }).click()
  link = await dialog.getByLabel('Link').inputValue()
  expect(link).toMatch(/\/invitation#inv_/)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByText(guest).waitFor()
})

test('who is invited joins with an account of their own, and is told what is not theirs', async () => {
  const theirs = await (await browser.newContext({ viewport: sizes.mobile })).newPage()
  await theirs.goto(link)
  await theirs.getByLabel('Name').fill('Guest of the test')
  await theirs.getByLabel(/^Password/).fill(password)
  expect(await violations(theirs)).toEqual([])
  await theirs.getByRole('button', { name: 'Create account and accept' }).click()
  await theirs.getByText('No dashboard to show').waitFor()
  await open(theirs, `${workspace}/members`)
  await theirs.getByText('Owners and admins of the workspace manage its members.').waitFor()
  await open(theirs, '/settings')
  await theirs.getByText('This one').waitFor()
  await theirs.goto(link)
  await theirs.reload()
  const over = theirs.getByText('This invitation is not good any more')
  await expect.poll(() => over.isVisible()).toBe(true)
  await theirs.context().close()
})

test('changes and ends their role', async () => {
  await page.reload()
  const role = page.getByLabel('Role of Guest of the test')
  await role.selectOption('MEMBER')
  await expect.poll(() => role.inputValue()).toBe('MEMBER')
  await page.getByRole('button', { name: 'Remove Guest of the test' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await role.waitFor({ state: 'detached' })
})

test('says who can create agents, sees whom that leaves out, and takes it back', async () => {
  await open(page, `${workspace}/members`)
  const policy = () => page.getByRole('button', { name: 'Who can create agents' }).click()
  const dialog = page.getByRole('dialog')
  await policy()
  await dialog.getByText('Owners and some members').click()
  await dialog.getByLabel('Find a member').fill('linh')
  await dialog.getByRole('checkbox', { name: 'Linh Nguyễn' }).check()
  await dialog.getByText('2 members could create agents.').waitFor()
  expect(await dialog.innerText()).toMatch(/No longer: .*Aisha Bello.* and \d+ others?\./)
  expect(await violations(page, 'dialog')).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Who may create agents is as it was.').waitFor()
  await open(page, `${workspace}/credits`)
  await policy()
  expect(await dialog.getByRole('radio', { name: 'Every member' }).isChecked()).toBe(true)
  await page.keyboard.press('Escape')
})

test('makes a token that is shown once, and revokes it', async () => {
  await open(page, `${workspace}/tokens`)
  await page.getByRole('button', { name: 'New token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Browser test')
  expect(await violations(page, 'dialog')).toEqual([])
  await dialog.getByRole('button', { name: 'Make token' }).click()
  const text = await dialog.getByLabel('Token').inputValue()
  expect(text).toMatch(/^cis_/)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByText(`cis_…${text.slice(-4)}`).waitFor()
  expect(await page.locator('main').innerText()).not.toContain(text)
  await page.getByRole('button', { name: 'Revoke Browser test' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('button', { name: 'Revoke Browser test' }).waitFor({ state: 'detached' })
})

test('tells in the audit log what was done, and filters it', async () => {
  await open(page, `${workspace}/audit`)
  await page.getByText('Removed a member').first().waitFor()
  await page.getByText('Details').first().click()
  await page.getByLabel('Which changes').selectOption('token.')
  await page.waitForURL((url) => url.searchParams.get('kind') === 'token.')
  await page.getByText('Revoked a service token').first().waitFor()
  await expect.poll(() => page.getByText('Removed a member').count()).toBe(0)
})

test('lists who runs the organization, and keeps its last owner', async () => {
  await open(page, '/')
  const contracts: { data: { viewer: { contracts: { nodes: { id: string }[] } } } } = await (
    await session.request.post(`${server.url}/graphql`, {
      headers: { accept: 'application/json', origin: server.url },
      data: { query: '{ viewer { contracts(first: 1) { nodes { id } } } }' },
    })
  ).json()
  organization = `/contracts/${contracts.data.viewer.contracts.nodes[0]?.id}/people`
  await open(page, organization)
  await page.getByRole('button', { name: /^Remove / }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  expect(await page.getByRole('alert').innerText()).toContain('last owner')
  await page.keyboard.press('Escape')
})

test('shows tokens and changes of the whole organization to its owner', async () => {
  const whole = organization.replace('/people', '')
  await open(page, `${whole}/tokens`)
  await page.getByText('Simulated agents').waitFor()
  await page.getByRole('button', { name: 'New token' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Whole organization')
  await page.getByRole('dialog').getByRole('button', { name: 'Make token' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Revoke Whole organization' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('button', { name: 'Revoke Whole organization' }).waitFor({ state: 'detached' })
  expect(await violations(page)).toEqual([])
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Audit log' }).click()
  await page.getByText('Whole organization').first().waitFor()
  await page.getByLabel('Which changes').selectOption('purchase.')
  await page.getByText('Ordered credits').first().waitFor()
  expect(await violations(page)).toEqual([])
})

test('signs out elsewhere', async () => {
  const there = await browser.newContext()
  const other = await there.newPage()
  await signIn(other)
  await open(page, '/settings')
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await page.getByRole('button', { name: 'Sign out everywhere else' }).waitFor({ state: 'detached' })
  await other.reload()
  await other.waitForURL('**/sign-in*')
  expect(new URL(page.url()).pathname).toBe('/settings')
  await there.close()
})

test('tells what was bought, counts it at the bell and is read from there', async () => {
  await open(page, `${workspace}/credits`)
  await page.getByRole('button', { name: 'Buy credits' }).click()
  await page.getByRole('radio', { name: '1,000 credits for $10.00' }).check()
  await page.getByRole('button', { name: 'Buy for $10.00' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('link', { name: /unread notification/ }).click()
  const told = page.getByRole('listitem').filter({ hasText: 'credits bought' }).first()
  await told.getByText('Unread:').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await page.getByRole('link', { name: 'Notifications' }).waitFor()
  await expect.poll(() => told.getByText('Unread:').count()).toBe(0)
  await told.getByRole('link').click()
  await page.waitForURL('**/contracts/*')
})

describe('axe finds nothing', () => {
  const looks = (Object.keys(sizes) as (keyof typeof sizes)[]).flatMap((size) =>
    ['light', 'dark'].flatMap((theme) => ['en', 'vi'].map((lang) => ({ size, theme, lang }))),
  )

  test.concurrent.each(looks)('$size $theme $lang', async ({ size, theme, lang }) => {
    const window = await windowOf(browser, session, size)
    for (const path of [`${workspace}/members`, `${workspace}/tokens`, `${workspace}/audit`, organization, '/notifications', '/settings', '/invitation']) {
      await window.goto(`${server.url}${path}?lang=${lang}&theme=${theme}`)
      await window.locator('h1').waitFor()
      await window.waitForLoadState('networkidle')
      for (const closed of await window.locator('summary').all()) await closed.click()
      expect(await violations(window), path).toEqual([])
      const wide = await window.evaluate(
        'document.documentElement.scrollWidth > document.documentElement.clientWidth',
      )
      expect(wide, path).toBe(false)
    }
    await window.context().close()
  })
})
