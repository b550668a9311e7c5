import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery } from 'urql'
import { Dialog } from '../../components/ui/dialog'
import { graphql } from '../../gql'
import { formatCredits, type Credits } from '../../lib/format-credits'
import { useSettled } from '../../lib/use-settled'
import { CapEffect } from './cap-effect'
import { CapForm } from './cap-form'
import { refusalOf } from '../../lib/refusal'

const AllocationPreviewQuery = graphql(`
  query AllocationPreview($workspaceId: ID!, $allocation: Credits) {
    workspace(id: $workspaceId) {
      id
      allocationPreview(allocation: $allocation) {
        cap {
          ...CapEffect
        }
        allocated
        granted
      }
    }
  }
`)

const SetAllocationMutation = graphql(`
  mutation SetAllocation($input: SetAllocationInput!) {
    setAllocation(input: $input) {
      workspace {
        id
        creditsDashboard {
          allocation
        }
      }
      userErrors {
        message
      }
    }
  }
`)

interface AllocationDialogProps {
  workspace: { id: string; name: string; timeZone: string }
  allocation: Credits | null
  onClose: () => void
}

/** Caps what a workspace may use in a period, with what that would do. */
export function AllocationDialog({ workspace, allocation, onClose }: AllocationDialogProps) {
  const { t } = useLingui()
  const [, setAllocation] = useMutation(SetAllocationMutation)

  async function save(limit: Credits | null, reason: string) {
    const { data, error } = await setAllocation({
      input: { workspaceId: workspace.id, limit, reason },
    })
    return refusalOf(
      error,
      data?.setAllocation.userErrors,
      t`The server could not be reached or would not.`,
    )
  }

  return (
    <Dialog title={t`Allocation of ${workspace.name}`} onClose={onClose}>
      <CapForm cap={allocation} onSave={save} onClose={onClose}>
        {(cap) => <Preview workspace={workspace} allocation={cap} />}
      </CapForm>
    </Dialog>
  )
}

interface PreviewProps {
  workspace: AllocationDialogProps['workspace']
  allocation: Credits | null
}

function Preview({ workspace, allocation }: PreviewProps) {
  const { i18n } = useLingui()
  const [{ data }] = useQuery({
    query: AllocationPreviewQuery,
    variables: { workspaceId: workspace.id, allocation: useSettled(allocation) },
    requestPolicy: 'cache-and-network',
  })
  const preview = data?.workspace.allocationPreview
  const allocated = preview && formatCredits(preview.allocated, i18n.locale)
  const granted = preview && formatCredits(preview.granted, i18n.locale)
  return (
    <>
      <CapEffect
        effect={preview?.cap ?? null}
        capped={allocation !== null}
        timeZone={workspace.timeZone}
      />
      {preview && (
        <p className="text-muted tabular-nums">
          <Trans>
            Allocations of all workspaces would add up to {allocated} of {granted} credits in the
            pool.
          </Trans>
        </p>
      )}
    </>
  )
}
