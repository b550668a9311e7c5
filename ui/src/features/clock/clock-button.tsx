import { useLingui } from '@lingui/react/macro'
import { Clock } from 'lucide-react'
import { useState } from 'react'
import { useQuery } from 'urql'
import { Button } from '../../components/ui/button'
import { graphql } from '../../gql'
import { ClockDialog } from './clock-dialog'

const ClockQuery = graphql(`
  query Clock($workspaceId: ID!) {
    workspace(id: $workspaceId) {
      id
      clock {
        movable
        ...ClockDialog
      }
    }
  }
`)

interface ClockButtonProps {
  workspace: { id: string; timeZone: string }
  /** Told when the clock was moved: all that was read before is of another time. */
  onMoved: () => void
}

/** Moves the clock of the contract; nothing where clocks cannot be moved. */
export function ClockButton({ workspace, onMoved }: ClockButtonProps) {
  const { t } = useLingui()
  const [open, setOpen] = useState(false)
  const [{ data }] = useQuery({ query: ClockQuery, variables: { workspaceId: workspace.id } })
  const clock = data?.workspace.clock

  if (!clock?.movable) return null
  return (
    <>
      <Button
        look="icon"
        aria-label={t`Move the clock`}
        title={t`Move the clock`}
        onClick={() => setOpen(true)}
      >
        <Clock size={16} aria-hidden />
      </Button>
      {open && (
        <ClockDialog
          clock={clock}
          workspace={workspace}
          onMoved={onMoved}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
