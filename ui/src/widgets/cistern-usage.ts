import { box, CisternElement } from './element'
import type { Language } from './language'

interface Frame {
  workspaceUsage: {
    version: string
    dashboard: {
      period: { endsOn: string }
      pool: { used: string; granted: string; usedRatio: number | null; threshold: 'NONE' | 'NEAR' | 'REACHED' }
    }
  }
}

/** `<cistern-usage>`: what is used of what was granted, with a bar. */
class CisternUsage extends CisternElement<Frame> {
  protected document = `subscription CisternUsage($id: ID!, $after: String) { workspaceUsage(workspaceId: $id, after: $after) {
    version dashboard { period { endsOn } pool { used granted usedRatio threshold } } } }`

  #used = box('')
  #fill = box('fill')
  #track = box('track', this.#fill)
  #resets = box('muted')
  protected boxes = [this.#used, this.#track, this.#resets]

  protected versionOf(frame: Frame) {
    return frame.workspaceUsage.version
  }

  protected paint({ workspaceUsage: { dashboard } }: Frame, { words, credits, day }: Language) {
    const { used, granted, usedRatio, threshold } = dashboard.pool
    const said =
      usedRatio === null ? words.usedFree(credits(used)) : words.used(credits(used), credits(granted))
    const ratio = Math.min(usedRatio ?? 0, 1)
    this.#used.textContent = said
    this.#resets.textContent = words.resets(day(new Date(dashboard.period.endsOn)))
    this.#fill.style.width = `${ratio * 100}%`
    this.#fill.classList.toggle('warn', threshold !== 'NONE')
    this.#track.role = 'meter'
    this.#track.ariaLabel = said
    this.#track.ariaValueMin = '0'
    this.#track.ariaValueMax = '100'
    this.#track.ariaValueNow = String(Math.round(ratio * 100))
  }
}

customElements.define('cistern-usage', CisternUsage)
