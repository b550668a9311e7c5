import { useLingui } from '@lingui/react/macro'
import { useActionState, useState, type ReactNode } from 'react'
import { ReasonField } from '../../components/reason-field'
import { Refusal } from '../../components/refusal'
import { Button } from '../../components/ui/button'
import { Checkbox } from '../../components/ui/checkbox'
import { DialogActions } from '../../components/ui/dialog'
import { TextField } from '../../components/ui/text-field'
import type { Credits } from '../../lib/format-credits'

interface CapFormProps {
  /** The cap now; null is none. */
  cap: Credits | null
  /** What the cap would do; asked anew for each that makes sense. */
  children: (cap: Credits | null) => ReactNode
  /** Answers with what is wrong, or null when it is done. */
  onSave: (cap: Credits | null, reason: string) => Promise<string | null>
  onClose: () => void
}

const amount = /^\d{1,12}(\.\d{1,6})?$/

/** A cap on credits in a period, with what it would do and an optional reason. */
export function CapForm({ cap, children, onSave, onClose }: CapFormProps) {
  const { t } = useLingui()
  const [text, setText] = useState<string>(cap ?? '')
  const [none, setNone] = useState(cap === null)
  const valid = none || amount.test(text)
  const wanted = none ? null : (text as Credits)

  const [refusal, submit, pending] = useActionState(
    async (_: string | null, form: FormData): Promise<string | null> => {
      if (!valid) return t`Enter credits as a number, 0 or more.`
      const wrong = await onSave(wanted, String(form.get('reason')).trim())
      if (wrong === null) onClose()
      return wrong
    },
    null,
  )

  return (
    <form action={submit} noValidate className="space-y-4">
      <div className="flex items-end gap-4">
        <div className="flex-1">
          <TextField
            label={t`Credits in a period`}
            name="cap"
            type="number"
            inputMode="decimal"
            min={0}
            step="any"
            value={none ? '' : text}
            onChange={(event) => {
              setText(event.target.value)
              setNone(false)
            }}
          />
        </div>
        <Checkbox checked={none} onChange={setNone}>
          {t`No cap`}
        </Checkbox>
      </div>
      <div aria-live="polite" className="min-h-16 rounded-lg bg-hover px-3 py-2.5 text-pretty">
        {valid ? children(wanted) : <p>{t`0 blocks at once. All use since the start of the period counts.`}</p>}
      </div>
      <ReasonField />
      {refusal && <Refusal>{refusal}</Refusal>}
      <DialogActions onCancel={onClose}>
        <Button type="submit" look="primary" disabled={pending}>
          {pending ? t`Saving…` : t`Save`}
        </Button>
      </DialogActions>
    </form>
  )
}
