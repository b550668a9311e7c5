import { useLingui } from '@lingui/react/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { ChevronsUpDown } from 'lucide-react'
import { Button } from '../components/ui/button'
import { Menu, MenuChoices, MenuGroup } from '../components/ui/menu'
import { graphql, readFragment, type FragmentType } from '../gql'

const WorkspaceSwitcherFragment = graphql(`
  fragment WorkspaceSwitcher on Viewer {
    workspaces {
      id
      name
      canViewDashboard
    }
    contracts {
      id
      name
    }
  }
`)

/** The name of the workspace or contract that is open; a menu where there are several. */
export function WorkspaceSwitcher(props: {
  viewer: FragmentType<typeof WorkspaceSwitcherFragment>
}) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { workspaceId, contractId } = useParams({ strict: false })
  const { workspaces, contracts } = readFragment(WorkspaceSwitcherFragment, props.viewer)
  const seen = workspaces.filter(({ canViewDashboard }) => canViewDashboard)
  const open = workspaceId ?? contractId ?? ''
  const current = [...workspaces, ...contracts].find(({ id }) => id === open)

  if (seen.length + contracts.length === (current ? 1 : 0)) {
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
      <MenuGroup label={t`Workspaces`}>
        <MenuChoices
          value={open}
          onChange={(id) =>
            void navigate({ to: '/workspaces/$workspaceId/credits', params: { workspaceId: id } })
          }
          choices={seen.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </MenuGroup>
      {contracts.length > 0 && (
        <MenuGroup label={t`Contracts`}>
          <MenuChoices
            value={open}
            onChange={(id) =>
              void navigate({ to: '/contracts/$contractId', params: { contractId: id } })
            }
            choices={contracts.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </MenuGroup>
      )}
    </Menu>
  )
}
