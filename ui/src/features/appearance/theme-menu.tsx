import { useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Monitor, Moon, Sun } from 'lucide-react'
import { Button } from '../components/ui/button'
import { Menu, MenuChoices } from '../components/ui/menu'
import { remember } from '../lib/remember'
import { preferredTheme, type Theme } from './theme'

const icons = { system: Monitor, light: Sun, dark: Moon }

export function ThemeMenu() {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { theme = preferredTheme() } = useSearch({ from: '__root__' })
  const words = { system: t`System`, light: t`Light`, dark: t`Dark` }
  const value = theme ?? 'system'
  const Icon = icons[value]

  function choose(choice: Theme | 'system') {
    const chosen = choice === 'system' ? undefined : choice
    remember('theme', chosen)
    void navigate({ to: '.', search: (search) => ({ ...search, theme: chosen }), replace: true })
  }

  return (
    <Menu
      trigger={
        <Button look="icon" aria-label={t`Theme: ${words[value]}`}>
          <Icon size={16} aria-hidden />
        </Button>
      }
    >
      <MenuChoices
        value={value}
        onChange={choose}
        choices={(['system', 'light', 'dark'] as const).map((choice) => ({
          value: choice,
          label: words[choice],
        }))}
      />
    </Menu>
  )
}
