import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: scripts/with-demo sets it`)
  return value
}

export const server = {
  url: required('CISTERN_URL').replace(/\/$/, ''),
  email: required('CISTERN_EMAIL'),
  password: required('CISTERN_PASSWORD'),
  /** Of programs that tell of runs. */
  token: required('CISTERN_TOKEN'),
  /** Global id of the workspace that everybody begins with. */
  workspace: required('CISTERN_WORKSPACE'),
  /** The site of somebody else, with the widgets in a page. */
  site: required('CISTERN_SITE'),
  /** URL of the database. */
  database: required('CISTERN_DATABASE'),
}

const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome']

// The sandbox needs rights that a container's root has not; the rest keeps the browser off the network.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function chromiumPath(): string {
  const path = candidates.find((candidate) => candidate && existsSync(candidate))
  if (!path) throw new Error('no Chromium found: set CHROMIUM to its path')
  return path
}

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: flags })

export const sizes = {
  desktop: { width: 1280, height: 900 },
  mobile: { width: 390, height: 844 },
}

/** Signs somebody in, and waits until they are where that leads them. */
export async function signIn(
  page: Page,
  email = server.email,
  place: string | ((url: URL) => boolean) = '**/workspaces/*/credits*',
) {
  await page.goto(`${server.url}/sign-in?lang=en`)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(server.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(place)
}

/** A window that has signed in already, by the cookies of one that did. */
export async function windowOf(
  browser: Browser,
  session: BrowserContext,
  size: keyof typeof sizes,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes[size],
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
    storageState: await session.storageState(),
  })
  return context.newPage()
}

/** What the API answers to whoever the cookies are of, asked as any other client would. */
export async function askApi<Data>(
  session: BrowserContext,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  const response = await session.request.post(`${server.url}/graphql`, {
    headers: { accept: 'application/json', origin: server.url },
    data: { query, variables },
  })
  return ((await response.json()) as { data: Data }).data
}

/** Waits until the dashboard shows figures instead of grey places. */
export async function dashboardShown(page: Page) {
  await page.locator('[data-figure=used]').waitFor()
  await page.evaluate(() => document.fonts.ready)
}
