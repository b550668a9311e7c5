import { CisternElement, text } from './element'
import type { Language } from './language'

interface Frame {
  workspaceUsage: {
    version: string
    dashboard: {
      period: { endsOn: string }
      pool: { used: string; granted: string; usedRatio: number | null }
    }
  }
}

/** `<cistern-usage>`: what is used of what was granted, with a bar. */
class CisternUsage extends CisternElement<Frame> {
  protected document = `subscription CisternUsage($id: ID!, $after: String) { workspaceUsage(workspaceId: $id, after: $after) {
    version dashboard { period { endsOn } pool { used granted usedRatio } } } }`

  protected versionOf(frame: Frame) {
    return frame.workspaceUsage.version
  }

  protected paint({ workspaceUsage: { dashboard } }: Frame, { words, credits, day }: Language) {
    const { used, granted, usedRatio } = dashboard.pool
    const said = usedRatio === null ? words.usedFree(credits(used)) : words.used(credits(used), credits(granted))
    const percent = Math.round(Math.min(usedRatio ?? 0, 1) * 1000) / 10
    return `<div class="${(usedRatio ?? 0) >= 0.8 ? 'warn' : ''}"><div>${text(said)}</div>
      <div class="track" role="meter" aria-label="${text(said)}" aria-valuemin="0" aria-valuemax="100" aria-valuenow="${percent}">
        <div class="fill" style="width:${percent}%"></div></div>
      <div class="muted">${text(words.resets(day(new Date(dashboard.period.endsOn))))}</div></div>`
  }
}

customElements.define('cistern-usage', CisternUsage)
