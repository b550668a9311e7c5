import { useLingui } from '@lingui/react/macro'
import { useMutation } from 'urql'
import { SettingsSection } from '../../components/settings-section'
import { Checkbox } from '../../components/ui/checkbox'
import { toast } from '../../components/ui/toast'
import { graphql, readFragment, type FragmentType } from '../../gql'
import type { SetEmailChoiceInput } from '../../gql/graphql'
import { refusalOf } from '../../lib/refusal'
import { kindWords } from './kind-words'

const EmailSettingsFragment = graphql(`
  fragment EmailSettings on Viewer {
    emailChoices {
      kind
      wanted
    }
  }
`)

const SetEmailChoiceMutation = graphql(`
  mutation SetEmailChoice($input: SetEmailChoiceInput!) {
    setEmailChoice(input: $input) {
      emailChoices {
        kind
        wanted
      }
      userErrors {
        message
      }
    }
  }
`)

/** Which notifications one wants as e-mail too, kind by kind. */
export function EmailSettings(props: { viewer: FragmentType<typeof EmailSettingsFragment> }) {
  const { t, i18n } = useLingui()
  const { emailChoices } = readFragment(EmailSettingsFragment, props.viewer)
  const [, set] = useMutation(SetEmailChoiceMutation)

  async function choose(input: SetEmailChoiceInput) {
    const { data, error } = await set({ input })
    const unreachable = t`The server could not be reached or would not.`
    const refused = refusalOf(error, data?.setEmailChoice.userErrors, unreachable)
    if (refused) toast({ text: refused, tone: 'bad' })
  }

  return (
    <SettingsSection
      title={t`Email`}
      about={t`What you get as email. In the app you are told of all of it.`}
    >
      <ul>
        {emailChoices.map(({ kind, wanted }) => (
          <li key={kind}>
            <Checkbox checked={wanted} onChange={(next) => void choose({ kind, wanted: next })}>
              {i18n._(kindWords[kind])}
            </Checkbox>
          </li>
        ))}
      </ul>
    </SettingsSection>
  )
}
