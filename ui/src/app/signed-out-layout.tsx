import { Outlet } from '@tanstack/react-router'
import { LanguageMenu } from '../features/appearance/language-menu'
import { ThemeMenu } from '../features/appearance/theme-menu'

export function SignedOutLayout() {
  return (
    <div className="flex min-h-dvh flex-col px-4 pb-24">
      <header className="flex h-14 items-center justify-end gap-2">
        <LanguageMenu />
        <ThemeMenu />
      </header>
      <main className="flex flex-1 flex-col justify-center">
        <Outlet />
      </main>
    </div>
  )
}
