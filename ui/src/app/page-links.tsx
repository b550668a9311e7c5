import { useLingui } from '@lingui/react/macro'
import { Link, useParams } from '@tanstack/react-router'
import { graphql, readFragment, type FragmentType } from '../gql'
import { contractPages, workspacePages } from './navigation'

const PageLinksFragment = graphql(`
  fragment PageLinks on Viewer {
    workspaces {
      id
      allows
    }
    contracts {
      id
      allows
    }
  }
`)

/** Links to the pages of the workspace or contract that is open, as far as the person may see them. */
export function PageLinks(props: { viewer: FragmentType<typeof PageLinksFragment> }) {
  const { t, i18n } = useLingui()
  const { workspaceId = '', contractId = '' } = useParams({ strict: false })
  const { workspaces, contracts } = readFragment(PageLinksFragment, props.viewer)
  const open = [...workspaces, ...contracts].find(({ id }) => id === (workspaceId || contractId))
  const pages = (workspaceId ? workspacePages : contractPages).filter(({ action }) =>
    open?.allows.includes(action),
  )
  if (pages.length < 2) return null

  return (
    <nav aria-label={t`Pages`} className="mx-auto max-w-6xl overflow-x-auto px-2 sm:px-4">
      <ul className="flex">
        {pages.map(({ to, label }) => (
          <li key={to}>
            <Link
              to={to}
              params={{ workspaceId, contractId }}
              activeOptions={{ exact: true, includeSearch: false }}
              className="block rounded-t-md border-b-2 border-transparent px-2.5 pt-1 pb-2.5 whitespace-nowrap text-muted -outline-offset-2 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {i18n._(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
