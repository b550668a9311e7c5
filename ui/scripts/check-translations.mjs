// Fails where a language lacks a text.
import { getCatalogs } from '@lingui/cli/api'
import { getConfig } from '@lingui/conf'

const config = getConfig()
const { sourceLocale, fallbackLocales, locales } = config

for (const catalog of await getCatalogs(config)) {
  for (const locale of locales) {
    const { missing } = await catalog.getTranslations(locale, { sourceLocale, fallbackLocales })
    for (const { source } of missing) {
      console.error(`No ${locale} translation of "${source}"`)
      process.exitCode = 1
    }
  }
}
