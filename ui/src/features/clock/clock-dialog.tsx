import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useMutation } from 'urql'
import { Refusal } from '../../components/refusal'
import { Button } from '../../components/ui/button'
import { Dialog } from '../../components/ui/dialog'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatInstant } from '../../lib/format-date'
import { refusalOf } from '../../lib/refusal'
import { useNow } from '../../lib/use-now'

const ClockDialogFragment = graphql(`
  fragment ClockDialog on Clock {
    aheadSeconds
    ahead
  }
`)

const MoveClockMutation = graphql(`
  mutation MoveClock($input: MoveClockInput!) {
    moveClock(input: $input) {
      workspace {
        id
        clock {
          ...ClockDialog
        }
      }
      userErrors {
        message
      }
    }
  }
`)

const day = 86_400_000

interface ClockDialogProps {
  clock: FragmentType<typeof ClockDialogFragment>
  workspace: { id: string; timeZone: string }
  onMoved: () => void
  onClose: () => void
}

/** Shows what the clock of the contract shows, and moves it forward as often as one likes. */
export function ClockDialog({ workspace, onMoved, onClose, ...props }: ClockDialogProps) {
  const { t, i18n } = useLingui()
  const { aheadSeconds, ahead } = readFragment(ClockDialogFragment, props.clock)
  const [{ fetching }, move] = useMutation(MoveClockMutation)
  const [refusal, setRefusal] = useState<string | null>(null)
  const world = useNow(1_000)
  const now = world + aheadSeconds * 1_000
  const [reset, billed] = ahead
  const shown = (at: number) =>
    formatInstant(new Date(at).toISOString(), workspace.timeZone, i18n.locale)

  async function moveTo(to: string) {
    const { data, error } = await move({ input: { workspaceId: workspace.id, to } })
    const unreachable = t`The server could not be reached or would not.`
    const refused = refusalOf(error, data?.moveClock.userErrors, unreachable)
    setRefusal(refused)
    if (refused === null) onMoved()
  }

  const steps = [
    { label: t`+1 day`, to: new Date(now + day).toISOString() },
    { label: t`+1 week`, to: new Date(now + 7 * day).toISOString() },
    { label: t`To the next reset`, to: reset },
    { label: t`To the first billed day`, to: billed },
  ]
  return (
    <Dialog title={t`Move the clock`} onClose={onClose}>
      <div className="space-y-4" aria-busy={fetching}>
        <p className="text-muted text-pretty">
          {t`This contract is for trying things out: its clock can be moved forward, and never back.`}
        </p>
        <dl aria-live="polite" className="space-y-1 tabular-nums">
          <dt className="text-muted">{t`The contract's clock`}</dt>
          <dd className="font-medium">{shown(now)}</dd>
          {aheadSeconds > 0 && (
            <>
              <dt className="text-muted">{t`It is ahead: the world's clock shows`}</dt>
              <dd>{shown(world)}</dd>
            </>
          )}
        </dl>
        {refusal && <Refusal>{refusal}</Refusal>}
        <div className="flex flex-wrap gap-2">
          {steps.map(
            ({ label, to }) =>
              to && (
                <Button key={label} disabled={fetching} onClick={() => void moveTo(to)}>
                  {label}
                </Button>
              ),
          )}
        </div>
      </div>
    </Dialog>
  )
}
