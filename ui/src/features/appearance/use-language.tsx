import { useLingui } from '@lingui/react'
import { useNavigate } from '@tanstack/react-router'
import { remember } from '../../lib/remember'
import { locales, type Locale } from './locale'

const names: Record<Locale, string> = { en: 'English', vi: 'Tiếng Việt' }

const choices = locales.map((locale) => ({
  value: locale,
  name: names[locale],
  label: <span lang={locale}>{names[locale]}</span>,
}))

/** The language of the page, with the choice of another, which this browser remembers. */
export function useLanguage() {
  const { i18n } = useLingui()
  const navigate = useNavigate()
  const value = i18n.locale as Locale

  function choose(lang: Locale) {
    remember('lang', lang)
    void navigate({ to: '.', search: (search) => ({ ...search, lang }), replace: true })
  }

  return { value, name: names[value], choices, choose }
}
