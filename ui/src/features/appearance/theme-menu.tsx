import { useLingui } from '@lingui/react/macro'
import { Monitor, Moon, Sun } from 'lucide-react'
import { Button } from '../../components/ui/button'
import { Menu, MenuChoices } from '../../components/ui/menu'
import { useTheme } from './use-theme'

const icons = { system: Monitor, light: Sun, dark: Moon }

export function ThemeMenu() {
  const { t } = useLingui()
  const { value, name, choices, choose } = useTheme()
  const Icon = icons[value]
  return (
    <Menu
      trigger={
        <Button look="icon" aria-label={t`Theme: ${name}`}>
          <Icon size={16} aria-hidden />
        </Button>
      }
    >
      <MenuChoices value={value} onChange={choose} choices={choices} />
    </Menu>
  )
}
