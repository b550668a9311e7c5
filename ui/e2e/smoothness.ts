// Prints how smooth the credits page is with 2,000 agents, how soon it shows figures, and what Lighthouse says of it.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { chromiumPath, dashboardShown, launch, server, signIn, sizes } from './browser'

const agents = 2_000
/** At most so many may be new in one import. */
const atOnce = 1_000
const rounds = 10

declare global {
  interface Window {
    /** When figures stood on the page first, in milliseconds since it was asked for. */
    figuresAt?: number
    frameTimes: number[]
    paintedAt?: Promise<number>
  }
}

/** Gives the workspace agents with some use of today, in the way of history. */
function hire(folder: string) {
  for (let first = 0; first < agents; first += atOnce) {
    const rows = Array.from({ length: atOnce }, (_, i) => {
      const finished = new Date(Date.now() - (first + i + 1) * 40_000).toISOString()
      return `${finished},Agent ${String(first + i).padStart(4, '0')} of the measurement,0.${1 + (i % 9)}`
    })
    const file = join(folder, `agents-${first}.csv`)
    writeFileSync(file, ['finishedAt,agent,credits', ...rows].join('\n'))
    execFileSync('../bin/cistern', ['import', '--workspace', server.workspace, '--create-agents', file], {
      env: { PATH: process.env.PATH, DATABASE_URL: server.database },
    })
  }
}

/** The longest time between two frames while something is done, in milliseconds. */
async function longestFrame(page: Page, doing: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    window.frameTimes = []
    let last = performance.now()
    const note = (now: number) => {
      window.frameTimes.push(now - last)
      last = now
      requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
  })
  await doing()
  return page.evaluate(() => Math.round(Math.max(...window.frameTimes.slice(1))))
}

async function firstFigures(page: Page): Promise<number> {
  await page.goto(`${server.url}/workspaces/${server.workspace}/credits?lang=en`)
  await dashboardShown(page)
  return Math.round((await page.evaluate(() => window.figuresAt)) ?? Number.NaN)
}

async function loadAll(page: Page) {
  const rows = page.getByText(/^\d[\d,]* of 2,\d\d\d$/)
  while ((await rows.count()) > 0) {
    await page.mouse.wheel(0, 100_000)
    await page.waitForTimeout(50)
  }
}

const scroll = async (page: Page, by: number) => {
  for (let i = 0; i < 100; i++) {
    await page.mouse.wheel(0, by)
    await page.waitForTimeout(16)
  }
}

async function sort(page: Page) {
  for (const column of ['Agent', 'Runs', 'Last run', 'Credits']) {
    await page.getByRole('button', { name: column, exact: true }).click()
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
    await page.waitForTimeout(200)
  }
}

/** From the press on "Disable" or "Enable" to the frame in which the row says so, in milliseconds. */
async function toggle(page: Page): Promise<number> {
  const row = page.locator('tr[aria-rowindex="2"]')
  await row.getByRole('button', { name: /^Actions for/ }).click()
  const item = page.getByRole('menuitem', { name: /^(Disable|Enable)$/ })
  await item.waitFor()
  await row.evaluate((element) => {
    window.paintedAt = new Promise((resolve) => {
      const pressed = new Promise<number>((press) =>
        document.addEventListener('click', (event) => press(event.timeStamp), { once: true, capture: true }),
      )
      new MutationObserver((_, observer) => {
        observer.disconnect()
        requestAnimationFrame(() =>
          setTimeout(async () => resolve(performance.now() - (await pressed))),
        )
      }).observe(element, { childList: true, characterData: true, subtree: true })
    })
  })
  await item.click()
  const took = await page.evaluate(() => window.paintedAt ?? Number.NaN)
  await page.waitForTimeout(500)
  return Math.round(took)
}

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]

interface Report {
  categories: Record<'performance' | 'accessibility', { score: number }>
  audits: Record<'largest-contentful-paint' | 'total-blocking-time', { numericValue: number }>
}

/** What Lighthouse says of the page as whoever has the cookie sees it: medians of five runs, as its makers advise, because they differ. */
function lighthouse(folder: string, cookie: string, preset: 'desktop' | 'mobile'): string {
  const reports = Array.from({ length: 5 }, () => report(folder, cookie, preset))
  const scores = (of: keyof Report['categories']) =>
    reports.map(({ categories }) => Math.round(100 * categories[of].score))
  const time = (of: keyof Report['audits']) => median(reports.map(({ audits }) => Math.round(audits[of].numericValue)))
  const performance = scores('performance')
  return (
    `accessibility ${median(scores('accessibility'))}, performance ${median(performance)} of ${performance.join(' ')}` +
    ` (largest paint ${time('largest-contentful-paint')} ms, blocked ${time('total-blocking-time')} ms)`
  )
}

/** Now and then Lighthouse loses the trace of a load (NO_NAVSTART), and says to run it again. */
function report(folder: string, cookie: string, preset: 'desktop' | 'mobile', attempts = 3): Report {
  const file = join(folder, `${preset}.json`)
  const { status } = spawnSync(
    'npx',
    [
      '--yes',
      'lighthouse@12.8.2',
      `${server.url}/workspaces/${server.workspace}/credits?lang=en`,
      `--extra-headers=${JSON.stringify({ Cookie: cookie })}`,
      '--only-categories=performance,accessibility',
      '--output=json',
      `--output-path=${file}`,
      '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
      '--quiet',
      ...(preset === 'desktop' ? ['--preset=desktop'] : []),
    ],
    { env: { ...process.env, CHROME_PATH: chromiumPath() }, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  if (status === 0) return JSON.parse(readFileSync(file, 'utf8')) as Report
  if (attempts === 1) throw new Error('Lighthouse failed three times; it says above why.')
  return report(folder, cookie, preset, attempts - 1)
}

const folder = mkdtempSync(join(tmpdir(), 'cistern-bench-ui-'))
const browser = await launch()
const page = await browser.newPage({ viewport: sizes.desktop })
await page.addInitScript(() => {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('[data-figure=used]')) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(() => (window.figuresAt = performance.now())))
  }).observe(document, { childList: true, subtree: true })
})
await signIn(page)

const loads: number[] = []
for (let round = 0; round < rounds; round++) loads.push(await firstFigures(page))
console.log(`first figures, ${rounds} loads: median ${median(loads)} ms, longest ${Math.max(...loads)} ms (goal 1000)`)

const cookies = await page.context().cookies()
const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
for (const [preset, goal] of [['desktop', 95], ['mobile', 85]] as const) {
  console.log(`Lighthouse, ${preset}: ${lighthouse(folder, cookie, preset)} (goals 100 and ${goal})`)
}

hire(folder)
await firstFigures(page)
await loadAll(page)
await scroll(page, -2_000)
const scrolled = await longestFrame(page, async () => {
  await scroll(page, 1_200)
  await scroll(page, -1_200)
})
console.log(`longest frame scrolling ${agents} agents: ${scrolled} ms (goal 50)`)
const sorted = await longestFrame(page, () => sort(page))
console.log(`longest frame sorting them: ${sorted} ms (goal 50)`)

const toggles: number[] = []
for (let round = 0; round < rounds; round++) toggles.push(await toggle(page))
console.log(`switch painted, ${rounds} times: median ${median(toggles)} ms, longest ${Math.max(...toggles)} ms (goal 100)`)

await browser.close()
rmSync(folder, { recursive: true })
