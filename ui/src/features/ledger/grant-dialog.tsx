import { useLingui } from '@lingui/react/macro'
import { useActionState, useRef, useState } from 'react'
import { useMutation } from 'urql'
import { Refusal } from '../../components/refusal'
import { Button } from '../../components/ui/button'
import { Dialog, DialogActions } from '../../components/ui/dialog'
import { Select } from '../../components/ui/select'
import { TextArea } from '../../components/ui/text-area'
import { TextField } from '../../components/ui/text-field'
import { toast } from '../../components/ui/toast'
import { graphql } from '../../gql'
import type { GrantCreditsInput, GrantKind } from '../../gql/graphql'
import { actingOnce } from '../../lib/api'
import { formatCredits, type Credits } from '../../lib/format-credits'
import { refusalOf } from '../../lib/refusal'
import { grantWords } from './words'

const GrantCreditsMutation = graphql(`
  mutation GrantCredits($input: GrantCreditsInput!) {
    grantCredits(input: $input) {
      grant {
        id
      }
      userErrors {
        message
      }
    }
  }
`)

interface GrantDialogProps {
  contract: { id: string; name: string }
  onGranted: () => void
  onClose: () => void
}

/** Grants credits with a note, once however often it is clicked. */
export function GrantDialog({ contract, onGranted, onClose }: GrantDialogProps) {
  const { t, i18n } = useLingui()
  const [kind, setKind] = useState<GrantKind>('PROMO')
  const [, grant] = useMutation(GrantCreditsMutation)
  const keyOf = useKeys()
  const ofPeriod = kind === 'MONTHLY' || kind === 'TOP_UP'

  const [refusal, submit, pending] = useActionState(
    async (_: string | null, form: FormData): Promise<string | null> => {
      const input: GrantCreditsInput = {
        contractId: contract.id,
        kind,
        credits: String(form.get('credits')) as Credits,
        expiresOn: String(form.get('expiresOn') ?? '') || undefined,
        note: String(form.get('note')).trim(),
      }
      const { data, error } = await grant({ input }, actingOnce(keyOf(input)))
      const refused = refusalOf(
        error,
        data?.grantCredits.userErrors,
        t`The server could not be reached or would not. Try again: nothing is granted twice.`,
      )
      if (refused !== null) return refused
      const credits = formatCredits(input.credits, i18n.locale)
      toast({ text: t`Granted ${credits} credits.`, tone: 'neutral' })
      onGranted()
      onClose()
      return null
    },
    null,
  )

  return (
    <Dialog title={t`Grant credits to ${contract.name}`} onClose={onClose}>
      <form action={submit} className="space-y-4">
        {refusal && <Refusal>{refusal}</Refusal>}
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label={t`Kind`}
            value={kind}
            onChange={(event) => setKind(event.target.value as GrantKind)}
            choices={Object.entries(grantWords).map(([value, word]) => ({
              value,
              label: i18n._(word),
            }))}
          />
          <TextField
            label={t`Credits`}
            name="credits"
            type="number"
            required
            min={0}
            step="any"
            inputMode="decimal"
          />
        </div>
        {ofPeriod ? (
          <p className="text-muted">{t`What is left of it ends with the billing period.`}</p>
        ) : (
          <TextField
            label={kind === 'ANNUAL' ? t`Ends on (after a year when empty)` : t`Ends on (never when empty)`}
            name="expiresOn"
            type="date"
          />
        )}
        <TextArea
          label={t({ message: 'What for', context: 'of a grant' })}
          name="note"
          hint={t`The company reads it in its ledger.`}
          required
          maxLength={500}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" look="primary" disabled={pending}>
            {pending ? t`Granting…` : t`Grant`}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

/** One key for each content: sent again after a lost answer, it grants nothing more; changed, it is another grant. */
function useKeys() {
  const last = useRef({ content: '', key: '' })
  return (input: GrantCreditsInput) => {
    const content = JSON.stringify(input)
    if (content !== last.current.content) last.current = { content, key: crypto.randomUUID() }
    return last.current.key
  }
}
