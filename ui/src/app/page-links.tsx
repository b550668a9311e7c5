import { useLingui } from '@lingui/react/macro'
import { Link, useParams } from '@tanstack/react-router'
import type { Action } from '../gql/graphql'
import { contractPages, workspacePages } from './navigation'

interface PageLinksProps {
  /** What the person may do with what is open. */
  allows: readonly Action[]
}

/** Links to the pages of the workspace or contract that is open, as far as the person may see them. */
export function PageLinks({ allows }: PageLinksProps) {
  const { t, i18n } = useLingui()
  const { workspaceId = '', contractId = '' } = useParams({ strict: false })
  const pages = (workspaceId ? workspacePages : contractPages).filter(({ action }) =>
    allows.includes(action),
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
