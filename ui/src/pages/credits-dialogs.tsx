import { lazy, Suspense } from 'react'
import type { AgentRowFragment } from '../gql/graphql'
import type { Credits } from '../lib/format-credits'

const AgentLimitDialog = lazy(async () => ({
  default: (await import('../features/limits/agent-limit-dialog')).AgentLimitDialog,
}))
const AllocationDialog = lazy(async () => ({
  default: (await import('../features/limits/allocation-dialog')).AllocationDialog,
}))
const CreationDialog = lazy(async () => ({
  default: (await import('../features/people/creation-dialog')).CreationDialog,
}))
const DisableDialog = lazy(async () => ({
  default: (await import('../features/agents/disable-dialog')).DisableDialog,
}))

const PurchaseDialog = lazy(async () => ({
  default: (await import('../features/purchases/purchase-dialog')).PurchaseDialog,
}))

export type CreditsDialog =
  | { open: 'limit' | 'disable'; agent: AgentRowFragment['agent'] }
  | { open: 'allocation' | 'creation' | 'purchase' }

interface CreditsDialogsProps {
  dialog: CreditsDialog | null
  workspace: { id: string; name: string; timeZone: string }
  allocation: Credits | null
  onClose: () => void
}

/** The dialogs of the credits page, fetched when the first is opened. */
export function CreditsDialogs({ dialog, workspace, onClose, ...props }: CreditsDialogsProps) {
  if (!dialog) return null
  return (
    <Suspense>
      {dialog.open === 'limit' && (
        <AgentLimitDialog agent={dialog.agent} timeZone={workspace.timeZone} onClose={onClose} />
      )}
      {dialog.open === 'disable' && <DisableDialog agent={dialog.agent} onClose={onClose} />}
      {dialog.open === 'allocation' && (
        <AllocationDialog workspace={workspace} allocation={props.allocation} onClose={onClose} />
      )}
      {dialog.open === 'creation' && <CreationDialog workspace={workspace} onClose={onClose} />}
      {dialog.open === 'purchase' && (
        <PurchaseDialog workspace={workspace} onClose={onClose} />
      )}
    </Suspense>
  )
}
