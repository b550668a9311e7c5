import { useLingui } from '@lingui/react/macro'
import { useMutation } from 'urql'
import { ConfirmButton } from '../../components/confirm-button'
import { Row } from '../../components/row-list'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatInstantDay } from '../../lib/format-date'
import { refusalOf } from '../../lib/refusal'
import { roleWords } from './role-words'

const OfficerRowFragment = graphql(`
  fragment OfficerRow on Officer {
    id
    role
    since
    removable
    user {
      id
      name
      email
    }
  }
`)

const RemoveOfficerMutation = graphql(`
  mutation RemoveOfficer($input: RemoveOfficerInput!) {
    removeOfficer(input: $input) {
      userErrors {
        message
      }
    }
  }
`)

interface OfficerRowProps {
  officer: FragmentType<typeof OfficerRowFragment>
  onRemoved: () => void
}

/** A person with a role in the organization. */
export function OfficerRow({ officer: masked, onRemoved }: OfficerRowProps) {
  const { t, i18n } = useLingui()
  const officer = readFragment(OfficerRowFragment, masked)
  const [, remove] = useMutation(RemoveOfficerMutation)
  const name = officer.user?.name ?? t`Somebody`
  const since = formatInstantDay(officer.since, 'UTC', i18n.locale)

  async function confirm() {
    const { data, error } = await remove({ input: { officerId: officer.id } })
    const unreachable = t`The server could not be reached or would not.`
    const refused = refusalOf(error, data?.removeOfficer.userErrors, unreachable)
    if (!refused) onRemoved()
    return refused
  }

  return (
    <Row title={name} detail={t`${officer.user?.email ?? ''} · since ${since}`}>
      <span className="px-3 text-muted">{i18n._(roleWords[officer.role])}</span>
      {officer.removable && (
        <ConfirmButton
          label={t`Remove`}
          title={t`Remove ${name}`}
          about={t`They lose this role at once. Roles in workspaces stay.`}
          onConfirm={confirm}
        />
      )}
    </Row>
  )
}
