import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Building2, LogOut, Settings, SquareTerminal } from 'lucide-react'
import { Button } from '../components/ui/button'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '../components/ui/menu'
import { signOut } from '../features/accounts/sign-out'
import { graphql, readFragment, type FragmentType } from '../gql'

const UserMenuFragment = graphql(`
  fragment UserMenu on Viewer {
    allows
    user {
      id
      name
      email
    }
  }
`)

export function UserMenu(props: { viewer: FragmentType<typeof UserMenuFragment> }) {
  const { t } = useLingui()
  const { user, allows } = readFragment(UserMenuFragment, props.viewer)

  return (
    <Menu
      trigger={
        <Button look="avatar">
          <span className="grid size-7 place-items-center rounded-full bg-accent text-xs font-semibold text-accent-ink">
            {initials(user.name)}
          </span>
          <span className="sr-only">{t`Account of ${user.name}`}</span>
        </Button>
      }
    >
      <div className="px-2 py-1.5">
        <div className="font-medium">{user.name}</div>
        <div className="text-xs text-muted">{user.email}</div>
      </div>
      <MenuSeparator />
      {allows.includes('VIEW_ASSIGNED') && (
        <MenuLink link={<Link to="/accounts" />}>
          <Building2 size={14} aria-hidden />
          {t`Contracts`}
        </MenuLink>
      )}
      <MenuLink link={<Link to="/settings" />}>
        <Settings size={14} aria-hidden />
        {t`Settings`}
      </MenuLink>
      <MenuLink link={<Link to="/explorer" />}>
        <SquareTerminal size={14} aria-hidden />
        {t`API explorer`}
      </MenuLink>
      <MenuSeparator />
      <MenuItem onClick={() => void signOut()}>
        <LogOut size={14} aria-hidden />
        {t`Sign out`}
      </MenuItem>
    </Menu>
  )
}

/** First letters of the first and the last word of a name. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => [...(word ?? '')][0] ?? '').join('')
}
