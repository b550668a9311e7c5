import type { Browser, BrowserContext, Page } from 'playwright-core'
import { server, signIn } from './browser'
import { said } from './words'

/** Something to see in the demo, as its list has it. */
export interface Sight {
  /** A name for a file. */
  name: string
  path: string
  /** Address of who sees it. */
  by: string
  /** What to press there, in order, in the words of the English page. */
  press: string[]
}

/** All that the demo lists of the dashboard. */
export async function sights(browser: Browser): Promise<Sight[]> {
  const page = await browser.newPage()
  await page.goto(`${server.url}/demo`)
  const listed = await page.locator('section[data-as] li').evaluateAll((items) =>
    items.map((item) => ({
      what: item.querySelector('a')?.textContent ?? '',
      path: item.querySelector('a')?.getAttribute('href') ?? '',
      by: item.closest('section')?.dataset.as ?? '',
      press: item.querySelector('small')?.textContent?.replace('Press: ', '').split(', ') ?? [],
    })),
  )
  await page.close()
  return listed.map(({ what, ...sight }, place) => ({
    ...sight,
    name: `${String(place + 1).padStart(2, '0')}-${what.toLowerCase().replaceAll(/[^a-z]+/g, '-').slice(0, 48)}`,
  }))
}

const signedIn = new Map<string, BrowserContext>()

/** The cookies of somebody of the demo. */
export async function sessionOf(browser: Browser, email: string): Promise<BrowserContext> {
  const known = signedIn.get(email)
  if (known) return known
  const session = await browser.newContext()
  const page = await session.newPage()
  await signIn(page, email, (url) => url.pathname !== '/sign-in')
  await page.close()
  signedIn.set(email, session)
  return session
}

/** Presses something by what the English page says, or a key. */
export async function press(page: Page, what: string, lang: string) {
  if (what === '?' || what === 'Ctrl+K') return page.keyboard.press(what.replace('Ctrl+K', 'Control+k'))
  if (what === 'its status') return page.locator('tbody button[popovertarget]').filter({ visible: true }).first().click()
  const label = said(what === '…' ? 'Actions for' : what.replace(/ …$/, ''), lang)
  const name = new RegExp(`(^|\\s)${label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
  const dialog = page.getByRole('dialog').filter({ visible: true })
  const within = (await dialog.count()) > 0 ? dialog.first() : page
  await within
    .getByRole('menuitem', { name: label, exact: true })
    .or(within.getByRole('button', { name }))
    .or(within.locator('summary, label').filter({ hasText: name }))
    .filter({ visible: true })
    .first()
    .click()
}
