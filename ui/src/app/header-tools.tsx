import { graphql, readFragment, type FragmentType } from '../gql'
import { LanguageMenu } from '../features/appearance/language-menu'
import { ThemeMenu } from '../features/appearance/theme-menu'
import { UserMenu } from './user-menu'

const HeaderToolsFragment = graphql(`
  fragment HeaderTools on Viewer {
    user {
      id
      ...UserMenu
    }
  }
`)

/** What stands at the end of the header on every page. */
export function HeaderTools(props: { viewer: FragmentType<typeof HeaderToolsFragment> }) {
  const { user } = readFragment(HeaderToolsFragment, props.viewer)
  return (
    <>
      <span className="flex gap-2 max-sm:hidden">
        <LanguageMenu />
        <ThemeMenu />
      </span>
      <UserMenu user={user} />
    </>
  )
}
