import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Button } from '../components/ui/button'
import { Menu, MenuChoices } from '../components/ui/menu'
import { remember } from '../lib/remember'
import { locales, type Locale } from './locale'

const names: Record<Locale, string> = { en: 'English', vi: 'Tiếng Việt' }

export function LanguageMenu() {
  const { t, i18n } = useLingui()
  const navigate = useNavigate()
  const current = i18n.locale as Locale

  function choose(lang: Locale) {
    remember('lang', lang)
    void navigate({ to: '.', search: (search) => ({ ...search, lang }), replace: true })
  }

  return (
    <Menu
      trigger={
        <Button look="quiet">
          <span className="text-xs font-semibold">{current.toUpperCase()}</span>
          <span className="sr-only">{t`Language: ${names[current]}`}</span>
        </Button>
      }
    >
      <MenuChoices
        value={current}
        onChange={choose}
        choices={locales.map((locale) => ({
          value: locale,
          label: <span lang={locale}>{names[locale]}</span>,
        }))}
      />
    </Menu>
  )
}
