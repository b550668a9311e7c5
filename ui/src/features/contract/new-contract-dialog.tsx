import { useLingui } from '@lingui/react/macro'
import { useActionState } from 'react'
import { useMutation } from 'urql'
import { Refusal } from '../../components/refusal'
import { Button } from '../../components/ui/button'
import { Dialog, DialogActions } from '../../components/ui/dialog'
import { TextField } from '../../components/ui/text-field'
import { graphql } from '../../gql'
import { refusalOf } from '../../lib/refusal'
import { TermsFields, termsOf, type Terms } from './terms-fields'

const CreateContractMutation = graphql(`
  mutation CreateContract($input: CreateContractInput!) {
    createContract(input: $input) {
      contractId
      userErrors {
        message
      }
    }
  }
`)

const currency = 'USD'

/** What most contracts begin with. */
const usual: Terms = {
  name: '',
  plan: 'BUSINESS',
  trial: false,
  channel: 'ACCOUNT_TEAM',
  serviceDay: 1,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  billingStartsOn: null,
  allowance: '0',
  allowancePrice: { amountMinor: 0, currency },
}

interface NewContractDialogProps {
  onMade: (contractId: string) => void
  onClose: () => void
}

/** Makes a contract with its first workspace and its owner. */
export function NewContractDialog({ onMade, onClose }: NewContractDialogProps) {
  const { t } = useLingui()
  const [, create] = useMutation(CreateContractMutation)
  const [refusal, submit, pending] = useActionState(
    async (_: string | null, form: FormData): Promise<string | null> => {
      const text = (name: string) => String(form.get(name)).trim()
      const { data, error } = await create({
        input: {
          ...termsOf(form, currency),
          currency,
          workspaceName: text('workspaceName'),
          ownerName: text('ownerName'),
          ownerEmail: text('ownerEmail'),
        },
      })
      const made = data?.createContract
      if (made?.contractId) onMade(made.contractId)
      return refusalOf(error, made?.userErrors, t`The server could not be reached or would not.`)
    },
    null,
  )

  return (
    <Dialog title={t`New contract`} onClose={onClose}>
      <form action={submit} className="space-y-4">
        {refusal && <Refusal>{refusal}</Refusal>}
        <TermsFields terms={usual} />
        <TextField label={t`First workspace`} name="workspaceName" required maxLength={200} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField label={t`Name of its owner`} name="ownerName" required maxLength={200} />
          <TextField label={t`Email of its owner`} name="ownerEmail" type="email" required maxLength={320} />
        </div>
        <DialogActions onCancel={onClose}>
          <Button type="submit" look="primary" disabled={pending}>{t`Make contract`}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
