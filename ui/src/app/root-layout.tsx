import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { Outlet, useSearch } from '@tanstack/react-router'
import { useLayoutEffect } from 'react'
import { applyTheme, preferredTheme } from '../features/appearance/theme'

export function RootLayout() {
  const { theme } = useSearch({ from: '__root__' })
  useLayoutEffect(() => applyTheme(theme ?? preferredTheme()), [theme])
  return (
    <I18nProvider i18n={i18n}>
      <Outlet />
    </I18nProvider>
  )
}
