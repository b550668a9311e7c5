import { useLingui } from '@lingui/react/macro'
import { useActionState } from 'react'
import { useMutation } from 'urql'
import { Refusal } from '../../components/refusal'
import { SettingsSection } from '../../components/settings-section'
import { Button } from '../../components/ui/button'
import { Select } from '../../components/ui/select'
import { TextField } from '../../components/ui/text-field'
import { toast } from '../../components/ui/toast'
import { graphql, readFragment, type FragmentType } from '../../gql'
import type { Locale } from '../../gql/graphql'
import { refusalOf } from '../../lib/refusal'

const ProfileSettingsFragment = graphql(`
  fragment ProfileSettings on Viewer {
    locale
    user {
      id
      name
      email
    }
  }
`)

const UpdateProfileMutation = graphql(`
  mutation UpdateProfile($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      user {
        id
        name
      }
      userErrors {
        message
      }
    }
  }
`)

/** Name and language of e-mail. */
export function ProfileSettings(props: { viewer: FragmentType<typeof ProfileSettingsFragment> }) {
  const { t } = useLingui()
  const { user, locale } = readFragment(ProfileSettingsFragment, props.viewer)
  const [, update] = useMutation(UpdateProfileMutation)
  const [refusal, submit, pending] = useActionState(
    async (_: string | null, form: FormData): Promise<string | null> => {
      const input = { name: String(form.get('name')), locale: String(form.get('locale')) as Locale }
      const { data, error } = await update({ input })
      const unreachable = t`The server could not be reached or would not.`
      const refused = refusalOf(error, data?.updateProfile.userErrors, unreachable)
      if (!refused) toast({ text: t`Saved.`, tone: 'neutral' })
      return refused
    },
    null,
  )

  return (
    <SettingsSection title={t`Profile`} about={t`You sign in as ${user.email}.`}>
      <form action={submit} className="max-w-sm space-y-5">
        {refusal && <Refusal>{refusal}</Refusal>}
        <TextField
          label={t`Name`}
          name="name"
          defaultValue={user.name}
          required
          maxLength={200}
          autoComplete="name"
        />
        <Select
          label={t`Language of email`}
          name="locale"
          defaultValue={locale}
          choices={[
            { value: 'EN', label: 'English' },
            { value: 'VI', label: 'Tiếng Việt' },
          ]}
        />
        <Button type="submit" look="primary" disabled={pending}>{t`Save`}</Button>
      </form>
    </SettingsSection>
  )
}
