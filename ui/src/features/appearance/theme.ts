import { remembered } from '../../lib/remember'
import { oneOf } from '../../lib/url-state'

export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The theme chosen in this browser; undefined follows the system. */
export function preferredTheme(): Theme | undefined {
  return oneOf(themes, remembered('theme'))
}

/** Without a theme the style sheet follows the system by itself. */
export function applyTheme(theme: Theme | undefined) {
  if (theme) document.documentElement.dataset.theme = theme
  else delete document.documentElement.dataset.theme
}
