import { useLingui } from '@lingui/react/macro'
import { useActionState } from 'react'
import { Refusal } from '../../components/refusal'
import { Button } from '../../components/ui/button'
import { TextField } from '../../components/ui/text-field'
import { join } from './join'

interface JoinFormProps {
  invitation: string
  email: string
  onJoined: () => void
}

/** Makes an account with the address that the invitation is made out to. */
export function JoinForm({ invitation, email, onJoined }: JoinFormProps) {
  const { t, i18n } = useLingui()
  const [refusal, submit, pending] = useActionState(
    async (_: string | null, form: FormData): Promise<string | null> => {
      const refused = await join({
        invitation,
        name: String(form.get('name')),
        password: String(form.get('password')),
        locale: i18n.locale,
      })
      if (refused === null) onJoined()
      return refused === '' ? t`The server could not be reached. Try again in a moment.` : refused
    },
    null,
  )

  return (
    <form action={submit} className="space-y-4">
      {refusal && <Refusal>{refusal}</Refusal>}
      <TextField label={t`Email`} type="email" value={email} readOnly autoComplete="username" />
      <TextField label={t`Name`} name="name" required maxLength={200} autoComplete="name" />
      <TextField
        label={t`Password, 12 characters or more`}
        name="password"
        type="password"
        required
        minLength={12}
        maxLength={200}
        autoComplete="new-password"
      />
      <Button type="submit" look="primary" className="h-9 w-full" disabled={pending}>
        {t`Create account and accept`}
      </Button>
    </form>
  )
}
