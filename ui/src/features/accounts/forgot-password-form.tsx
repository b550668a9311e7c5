import { Trans, useLingui } from '@lingui/react/macro'
import { useActionState } from 'react'
import { Button } from '../../components/ui/button'
import { TextField } from '../../components/ui/text-field'
import { ResetRefusal } from './reset-refusal'
import { askForReset, type ResetOutcome } from './reset-password'

interface Asked {
  email: string
  outcome: ResetOutcome | null
}

/** Asks for a link to set a password. What follows does not tell whether anybody has the address. */
export function ForgotPasswordForm() {
  const { t } = useLingui()
  const [{ email, outcome }, submit, pending] = useActionState(
    async (_: Asked, form: FormData): Promise<Asked> => {
      const address = String(form.get('email'))
      return { email: address, outcome: await askForReset(address) }
    },
    { email: '', outcome: null },
  )
  if (outcome === 'done') {
    return (
      <p role="status">
        <Trans>
          If {email} has an account with a password, an e-mail with a link is on its way. The link is
          good for an hour.
        </Trans>
      </p>
    )
  }
  return (
    <form action={submit} className="space-y-4">
      <ResetRefusal outcome={outcome} />
      <TextField
        label={t`Email`}
        name="email"
        type="email"
        required
        maxLength={320}
        autoComplete="username"
        defaultValue={email}
      />
      <Button type="submit" look="primary" className="h-9 w-full" disabled={pending}>
        {t`Send me a link`}
      </Button>
    </form>
  )
}
