import { useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { remember } from '../../lib/remember'
import { preferredTheme, type Theme } from './theme'

type ThemeChoice = Theme | 'system'

/** The theme of the page, with the choice of another, which this browser remembers. */
export function useTheme() {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { theme = preferredTheme() } = useSearch({ from: '__root__' })
  const value: ThemeChoice = theme ?? 'system'
  const names = { system: t`System`, light: t`Light`, dark: t`Dark` }
  const choices = (['system', 'light', 'dark'] as const).map((choice) => ({
    value: choice,
    label: names[choice],
  }))

  function choose(choice: ThemeChoice) {
    const chosen = choice === 'system' ? undefined : choice
    remember('theme', chosen)
    void navigate({ to: '.', search: (search) => ({ ...search, theme: chosen }), replace: true })
  }

  return { value, name: names[value], choices, choose }
}
