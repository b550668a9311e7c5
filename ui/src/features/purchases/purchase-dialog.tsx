import { useLingui } from '@lingui/react/macro'
import { useQuery } from 'urql'
import { Refusal } from '../../components/refusal'
import { Dialog } from '../../components/ui/dialog'
import { Skeleton } from '../../components/ui/skeleton'
import { refusalOf } from '../../lib/refusal'
import { Allowance } from './allowance'
import { AskTeam } from './ask-team'
import { PurchaseForm } from './purchase-form'
import { PurchaseOptionsQuery, PurchaseTermsQuery } from './purchase-options'
import { Receipts } from './receipts'

interface PurchaseDialogProps {
  workspace: { id: string; timeZone: string }
  onClose: () => void
}

/** Buys credits for the contract of a workspace, or says whom to ask. */
export function PurchaseDialog({ workspace, onClose }: PurchaseDialogProps) {
  const { t } = useLingui()
  const variables = { workspaceId: workspace.id }
  const [terms] = useQuery({ query: PurchaseTermsQuery, variables, requestPolicy: 'cache-and-network' })
  const billing = terms.data?.workspace.billing
  const selfServe = billing?.channel === 'SELF_SERVE'
  const [options, ask] = useQuery({
    query: PurchaseOptionsQuery,
    variables,
    requestPolicy: 'network-only',
    pause: !selfServe,
  })
  const error = terms.error ?? options.error
  const refusal = refusalOf(error, undefined, t`The server could not be reached or would not.`)
  const offers = options.data?.workspace.billing

  return (
    <Dialog title={t`Buy credits`} onClose={onClose}>
      <div className="space-y-4">
        {refusal && <Refusal>{refusal}</Refusal>}
        {billing?.channel === 'ACCOUNT_TEAM' && <AskTeam billing={billing} />}
        {!refusal && (!billing || (selfServe && !offers)) && <Skeleton className="h-56 w-full" />}
        {offers && (
          <PurchaseForm
            workspace={workspace}
            offers={offers}
            onRefused={() => ask({ requestPolicy: 'network-only' })}
            onClose={onClose}
          />
        )}
        {billing && selfServe && <Allowance billing={billing} workspace={workspace} />}
        {billing && <Receipts billing={billing} timeZone={workspace.timeZone} />}
      </div>
    </Dialog>
  )
}
