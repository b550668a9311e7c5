import { useLingui } from '@lingui/react/macro'
import { Button } from '../../components/ui/button'
import { Menu, MenuChoices } from '../../components/ui/menu'
import { useLanguage } from './use-language'

export function LanguageMenu() {
  const { t } = useLingui()
  const { value, choices, name, choose } = useLanguage()
  return (
    <Menu
      trigger={
        <Button look="quiet">
          <span className="text-xs font-semibold">{value.toUpperCase()}</span>
          <span className="sr-only">{t`Language: ${name}`}</span>
        </Button>
      }
    >
      <MenuChoices value={value} onChange={choose} choices={choices} />
    </Menu>
  )
}
