import { useLingui } from '@lingui/react/macro'
import { useActionState } from 'react'
import { useMutation } from 'urql'
import { Refusal } from '../../components/refusal'
import { SettingsSection } from '../../components/settings-section'
import { Button } from '../../components/ui/button'
import { TextField } from '../../components/ui/text-field'
import { toast } from '../../components/ui/toast'
import { graphql } from '../../gql'
import { refusalOf } from '../../lib/refusal'

const ChangePasswordMutation = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      userErrors {
        message
      }
    }
  }
`)

/** Changes the password, which signs one out everywhere else. */
export function PasswordSettings({ onChanged }: { onChanged: () => void }) {
  const { t } = useLingui()
  const [, change] = useMutation(ChangePasswordMutation)
  const [refusal, submit, pending] = useActionState(
    async (_: string | null, form: FormData): Promise<string | null> => {
      const input = { present: String(form.get('present')), wanted: String(form.get('wanted')) }
      const { data, error } = await change({ input })
      const unreachable = t`The server could not be reached or would not.`
      const refused = refusalOf(error, data?.changePassword.userErrors, unreachable)
      if (refused) return refused
      toast({ text: t`Your password was changed.`, tone: 'neutral' })
      onChanged()
      return null
    },
    null,
  )

  return (
    <SettingsSection
      title={t`Password`}
      about={t`Changing it signs you out everywhere else.`}
    >
      <form action={submit} className="max-w-sm space-y-5">
        {refusal && <Refusal>{refusal}</Refusal>}
        <TextField
          label={t`Present password`}
          name="present"
          type="password"
          required
          autoComplete="current-password"
        />
        <TextField
          label={t`New password, 12 characters or more`}
          name="wanted"
          type="password"
          required
          minLength={12}
          maxLength={200}
          autoComplete="new-password"
        />
        <Button type="submit" look="primary" disabled={pending}>{t`Change password`}</Button>
      </form>
    </SettingsSection>
  )
}
