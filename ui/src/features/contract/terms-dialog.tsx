import { useLingui } from '@lingui/react/macro'
import { useActionState } from 'react'
import { useMutation } from 'urql'
import { ReasonField } from '../../components/reason-field'
import { Refusal } from '../../components/refusal'
import { Button } from '../../components/ui/button'
import { Dialog, DialogActions } from '../../components/ui/dialog'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { refusalOf } from '../../lib/refusal'
import { TermsFragment } from './terms-card'
import { TermsFields, termsOf } from './terms-fields'

const ChangeContractMutation = graphql(`
  mutation ChangeContract($input: ChangeContractInput!) {
    changeContract(input: $input) {
      contract {
        ...Terms
      }
      userErrors {
        message
      }
    }
  }
`)

interface TermsDialogProps {
  contract: FragmentType<typeof TermsFragment>
  onClose: () => void
}

/** Changes what was agreed on with a company. */
export function TermsDialog({ contract: masked, onClose }: TermsDialogProps) {
  const { t } = useLingui()
  const { billing, ...contract } = readFragment(TermsFragment, masked)
  const [, change] = useMutation(ChangeContractMutation)
  const [refusal, submit, pending] = useActionState(
    async (_: string | null, form: FormData): Promise<string | null> => {
      const { data, error } = await change({
        input: {
          contractId: contract.id,
          ...termsOf(form, billing.allowancePrice.currency),
          reason: String(form.get('reason')).trim(),
        },
      })
      const unreachable = t`The server could not be reached or would not.`
      const refused = refusalOf(error, data?.changeContract.userErrors, unreachable)
      if (refused === null) onClose()
      return refused
    },
    null,
  )

  return (
    <Dialog title={t`Terms of ${contract.name}`} onClose={onClose}>
      <form action={submit} className="space-y-4">
        {refusal && <Refusal>{refusal}</Refusal>}
        <TermsFields
          terms={{ ...contract, ...billing, billingStartsOn: contract.billingStartsOn ?? null }}
        />
        <p className="text-muted text-pretty">
          {t`A service day or time zone counts from the end of this period on, an allowance from the next reset on.`}
        </p>
        <ReasonField />
        <DialogActions onCancel={onClose}>
          <Button type="submit" look="primary" disabled={pending}>
            {pending ? t`Saving…` : t`Save`}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
