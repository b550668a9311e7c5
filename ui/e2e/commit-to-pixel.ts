// Prints how long after a run was told of its credits are seen on the screen. Of a demo whose agents rest.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Locator } from 'playwright-core'
import { formatCredits } from '../src/lib/format-credits'
import { dashboardShown, launch, server, signIn } from './browser'
import { record, usage } from './usage'

const runs = 100
/** Goal for 95 of 100, in milliseconds. */
const goal = 500
/** At most so long is between a frame and the next run, in milliseconds: by lot, so that runs fall anywhere between frames. */
const pause = 400

declare global {
  interface Window {
    /** What was painted, and when. */
    painted: { text: string; at: number }[]
  }
}

/** Notes every text of an element once a frame with it has been painted. */
const watch = (element: Locator) =>
  element.evaluate((shown) => {
    window.painted = []
    const note = () => window.painted.push({ text: shown.textContent ?? '', at: Date.now() })
    new MutationObserver(() => requestAnimationFrame(() => setTimeout(note))).observe(shown, {
      childList: true,
      characterData: true,
      subtree: true,
    })
  })

async function measure(name: string, element: Locator) {
  await watch(element)
  const { pool, agents } = await usage(session)
  const agent = agents.nodes[0]?.agent.id ?? ''
  const sinceCall: number[] = []
  const sinceAnswer: number[] = []
  for (let run = 1; run <= runs; run++) {
    await sleep(Math.random() * pause)
    const called = Date.now()
    await record(agent, '1')
    const answered = Date.now()
    const painted = await page.waitForFunction(
      (figure) => window.painted.find(({ text }) => text.includes(figure))?.at,
      formatCredits(`${Number(pool.used) + run}`, 'en'),
    )
    const at = (await painted.jsonValue()) as number
    sinceCall.push(at - called)
    sinceAnswer.push(Math.max(0, at - answered))
  }
  console.log(
    `commit to pixel, ${name}, ${runs} runs: p50 ${share(sinceAnswer, 0.5)} ms, p95 ${share(sinceAnswer, 0.95)} ms after the answer` +
      ` (goal ${goal} at p95); p95 ${share(sinceCall, 0.95)} ms after the call`,
  )
}

const share = (times: number[], part: number) =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * part) - 1]

const browser = await launch()
const session = await browser.newContext()
const page = await session.newPage()

await signIn(page)
await dashboardShown(page)
await page.getByText(/^Live/).waitFor()
await measure('credits page', page.locator('[data-figure=used]'))

await page.goto(`${server.site}/?lang=en`)
await page.locator('cistern-usage .live').waitFor()
await measure('<cistern-usage>', page.locator('cistern-usage div:has(+ [role=meter])'))

await browser.close()
