import { i18n } from '@lingui/core'
import { remembered } from '../../lib/remember'
import { oneOf } from '../../lib/url-state'

export const locales = ['en', 'vi'] as const
export type Locale = (typeof locales)[number]

const catalogs = {
  en: () => import('../../locales/en.po'),
  vi: () => import('../../locales/vi.po'),
}

/** The language chosen in this browser, else the first that the person reads and we have, else English. */
export function preferredLocale(): Locale {
  const chosen = oneOf(locales, remembered('lang'))
  if (chosen) return chosen
  const read = navigator.languages.map((language) => oneOf(locales, language.split('-')[0]))
  return read.find((locale) => locale !== undefined) ?? 'en'
}

/** Fetches the catalog of a language and makes it the page's. */
export async function activateLocale(locale: Locale) {
  if (i18n.locale === locale) return
  const { messages } = await catalogs[locale]()
  i18n.loadAndActivate({ locale, messages })
  document.documentElement.lang = locale
}
