import { useLingui } from '@lingui/react/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { ChevronsUpDown } from 'lucide-react'
import { Button } from '../components/ui/button'
import { Menu, MenuChoices } from '../components/ui/menu'
import { graphql, readFragment, type FragmentType } from '../gql'

const WorkspaceSwitcherFragment = graphql(`
  fragment WorkspaceSwitcher on Viewer {
    workspaces {
      id
      name
      canViewDashboard
    }
  }
`)

/** The name of the workspace; a menu where there are several with a dashboard. */
export function WorkspaceSwitcher(props: {
  viewer: FragmentType<typeof WorkspaceSwitcherFragment>
}) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { workspaceId = '' } = useParams({ strict: false })
  const { workspaces } = readFragment(WorkspaceSwitcherFragment, props.viewer)
  const choices = workspaces.filter(({ canViewDashboard }) => canViewDashboard)
  const current = workspaces.find(({ id }) => id === workspaceId)

  if (choices.length === 0 || (choices.length === 1 && current)) {
    return <span className="truncate font-medium">{current?.name}</span>
  }
  return (
    <Menu
      align="start"
      trigger={
        <Button look="quiet" className="min-w-0 shrink">
          <span className="truncate font-medium text-ink">
            {current?.name ?? t`Choose a workspace`}
          </span>
          <ChevronsUpDown size={14} aria-hidden className="shrink-0" />
          <span className="sr-only">{t`Switch workspace`}</span>
        </Button>
      }
    >
      <MenuChoices
        value={workspaceId}
        onChange={(id) =>
          void navigate({ to: '/workspaces/$workspaceId/credits', params: { workspaceId: id } })
        }
        choices={choices.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Menu>
  )
}
