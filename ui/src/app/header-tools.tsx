import { graphql, readFragment, type FragmentType } from '../gql'
import { LanguageMenu } from '../features/appearance/language-menu'
import { ThemeMenu } from '../features/appearance/theme-menu'
import { NotificationBell } from '../features/notifications/notification-bell'
import { HeaderDialogs, type HeaderDialog } from './header-dialogs'
import { UserMenu } from './user-menu'

const HeaderToolsFragment = graphql(`
  fragment HeaderTools on Viewer {
    ...CommandPalette
    ...UserMenu
  }
`)

interface HeaderToolsProps {
  viewer: FragmentType<typeof HeaderToolsFragment>
  dialog: HeaderDialog | null
  onDialog: (dialog: HeaderDialog | null) => void
}

/** What stands at the end of the header on every page. */
export function HeaderTools({ dialog, onDialog, ...props }: HeaderToolsProps) {
  const viewer = readFragment(HeaderToolsFragment, props.viewer)
  return (
    <>
      <HeaderDialogs viewer={viewer} open={dialog} onOpen={onDialog} />
      <span className="flex gap-2 max-sm:hidden">
        <LanguageMenu />
        <ThemeMenu />
      </span>
      <NotificationBell />
      <UserMenu viewer={viewer} />
    </>
  )
}
