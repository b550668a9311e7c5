import { useLingui } from '@lingui/react/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { ChevronsUpDown, Search } from 'lucide-react'
import { Button } from '../components/ui/button'
import { Menu, MenuChoices, MenuGroup, MenuItem, MenuSeparator } from '../components/ui/menu'
import { graphql, readFragment, type FragmentType } from '../gql'

const WorkspaceSwitcherFragment = graphql(`
  fragment WorkspaceSwitcher on Viewer {
    dashboards: workspaces(first: 20, allowing: VIEW_DASHBOARD) {
      nodes {
        id
        name
      }
      pageInfo {
        hasNextPage
      }
    }
    contracts(first: 20) {
      nodes {
        id
        name
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`)

interface WorkspaceSwitcherProps {
  viewer: FragmentType<typeof WorkspaceSwitcherFragment>
  /** The workspace or contract that is open, once it is known. */
  current: { name: string } | undefined
  onSearch: () => void
}

/** The name of the workspace or contract that is open; a menu where there are several, with a search where there are many. */
export function WorkspaceSwitcher({ onSearch, ...props }: WorkspaceSwitcherProps) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { workspaceId, contractId } = useParams({ strict: false })
  const { dashboards, contracts } = readFragment(WorkspaceSwitcherFragment, props.viewer)
  const open = workspaceId ?? contractId ?? ''
  const listed = [...dashboards.nodes, ...contracts.nodes]
  const current = props.current ?? listed.find(({ id }) => id === open)
  const more = dashboards.pageInfo.hasNextPage || contracts.pageInfo.hasNextPage

  if (listed.every(({ id }) => id === open)) {
    return <span className="truncate font-medium">{current?.name}</span>
  }
  return (
    <Menu
      align="start"
      trigger={
        <Button look="quiet" className="min-w-0 shrink!">
          <span className="truncate font-medium text-ink">
            {current?.name ?? t`Choose a workspace`}
          </span>
          <ChevronsUpDown size={14} aria-hidden className="shrink-0" />
          <span className="sr-only">{t`Switch workspace`}</span>
        </Button>
      }
    >
      {more && (
        <>
          <MenuItem onClick={onSearch}>
            <Search size={14} aria-hidden />
            {t`Search all`}
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuGroup label={t`Workspaces`}>
        <MenuChoices
          value={open}
          onChange={(id) =>
            void navigate({ to: '/workspaces/$workspaceId/credits', params: { workspaceId: id } })
          }
          choices={dashboards.nodes.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </MenuGroup>
      {contracts.nodes.length > 0 && (
        <MenuGroup label={t`Contracts`}>
          <MenuChoices
            value={open}
            onChange={(id) =>
              void navigate({ to: '/contracts/$contractId', params: { contractId: id } })
            }
            choices={contracts.nodes.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </MenuGroup>
      )}
    </Menu>
  )
}
