import { box, CisternElement } from './element'
import type { Language } from './language'

interface Frame {
  workspaceUsage: {
    version: string
    asOf: string
    dashboard: {
      daysLeft: number
      period: { endsOn: string; endsAt: string }
      forecast: { pool: { runsOutAt: string | null } | null } | null
    }
  }
}

const dayLength = 24 * 60 * 60 * 1000

/** `<cistern-runway>`: for how many days credits are expected to last. */
class CisternRunway extends CisternElement<Frame> {
  protected document = `subscription CisternRunway($id: ID!, $after: String) { workspaceUsage(workspaceId: $id, after: $after) {
    version asOf dashboard { daysLeft period { endsOn endsAt } forecast { pool { runsOutAt } } } } }`

  #large = box('figure')
  #small = box('muted')
  protected boxes = [this.#large, this.#small]

  protected versionOf(frame: Frame) {
    return frame.workspaceUsage.version
  }

  protected paint(frame: Frame, language: Language) {
    const [large, small] = told(frame, language)
    this.#large.textContent = large
    this.#small.textContent = small
  }
}

/** The figure, and what it means. */
function told({ workspaceUsage: { asOf, dashboard } }: Frame, { words, whole, day }: Language): [string, string] {
  const pool = dashboard.forecast?.pool
  if (!pool) return ['', words.unknown]
  const reset = new Date(dashboard.period.endsOn)
  if (!pool.runsOutAt) return [words.days(whole(dashboard.daysLeft)), words.lasts(day(reset))]
  const end = new Date(pool.runsOutAt)
  const left = (end.getTime() - new Date(asOf).getTime()) / dayLength
  // Days are those of the contract's time zone: as far from UTC as the start of a day there.
  const zone = reset.getTime() - new Date(dashboard.period.endsAt).getTime()
  if (left <= 0) return [words.gone, words.resets(day(reset))]
  return [left < 1 ? words.day : words.days(whole(Math.floor(left))), words.out(day(new Date(end.getTime() + zone)))]
}

customElements.define('cistern-runway', CisternRunway)
