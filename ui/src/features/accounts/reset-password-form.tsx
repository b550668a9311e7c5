import { useLingui } from '@lingui/react/macro'
import { useActionState } from 'react'
import { Button } from '../../components/ui/button'
import { TextField } from '../../components/ui/text-field'
import { ResetRefusal } from './reset-refusal'
import { resetPassword, type ResetOutcome } from './reset-password'

interface ResetPasswordFormProps {
  /** What the link carries. */
  secret: string
  onReset: () => void
}

/** Sets a password by a link. */
export function ResetPasswordForm({ secret, onReset }: ResetPasswordFormProps) {
  const { t } = useLingui()
  const [outcome, submit, pending] = useActionState(
    async (_: ResetOutcome | null, form: FormData): Promise<ResetOutcome> => {
      const reset = await resetPassword(secret, String(form.get('password')))
      if (reset === 'done') onReset()
      return reset
    },
    null,
  )
  return (
    <form action={submit} className="space-y-4">
      <ResetRefusal outcome={outcome} />
      <TextField
        label={t`New password, 12 characters or more`}
        name="password"
        type="password"
        required
        minLength={12}
        maxLength={200}
        autoComplete="new-password"
      />
      <Button type="submit" look="primary" className="h-9 w-full" disabled={pending}>
        {t`Set password`}
      </Button>
    </form>
  )
}
