import { CisternElement, text } from './element'
import type { Language } from './language'

interface Frame {
  workspaceUsage: {
    version: string
    asOf: string
    dashboard: {
      daysLeft: number
      period: { endsOn: string }
      forecast: { pool: { runsOutAt: string | null } | null } | null
    }
  }
}

const dayLength = 24 * 60 * 60 * 1000

/** `<cistern-runway>`: for how many days credits are expected to last. */
class CisternRunway extends CisternElement<Frame> {
  protected document = `subscription CisternRunway($id: ID!, $after: String) { workspaceUsage(workspaceId: $id, after: $after) {
    version asOf dashboard { daysLeft period { endsOn } forecast { pool { runsOutAt } } } } }`

  protected versionOf(frame: Frame) {
    return frame.workspaceUsage.version
  }

  protected paint({ workspaceUsage: { asOf, dashboard } }: Frame, { words, whole, day }: Language) {
    const pool = dashboard.forecast?.pool
    if (!pool) return `<div>${text(words.unknown)}</div>`
    const reset = new Date(dashboard.period.endsOn)
    if (!pool.runsOutAt) {
      return figure(words.days(whole(dashboard.daysLeft)), words.lasts(day(reset)))
    }
    const end = new Date(pool.runsOutAt)
    const left = (end.getTime() - new Date(asOf).getTime()) / dayLength
    if (left <= 0) return figure(words.gone, words.resets(day(reset)))
    return figure(left < 1 ? words.day : words.days(whole(Math.floor(left))), words.out(day(end)))
  }
}

const figure = (large: string, small: string) =>
  `<div class="figure">${text(large)}</div><div class="muted">${text(small)}</div>`

customElements.define('cistern-runway', CisternRunway)
