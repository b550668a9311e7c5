import { useLingui } from '@lingui/react/macro'
import { useMutation } from 'urql'
import { Row } from '../../components/row-list'
import { Button } from '../../components/ui/button'
import { toast } from '../../components/ui/toast'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatInstantDay } from '../../lib/format-date'
import { refusalOf } from '../../lib/refusal'
import { roleWords } from './role-words'

const InvitationRowFragment = graphql(`
  fragment InvitationRow on Invitation {
    id
    email
    role
    contractRole
    expiresAt
  }
`)

const RevokeInvitationMutation = graphql(`
  mutation RevokeInvitation($input: RevokeInvitationInput!) {
    revokeInvitation(input: $input) {
      userErrors {
        message
      }
    }
  }
`)

interface InvitationRowProps {
  invitation: FragmentType<typeof InvitationRowFragment>
  onRevoked: () => void
}

/** An invitation that waits for an answer. */
export function InvitationRow({ invitation: masked, onRevoked }: InvitationRowProps) {
  const { t, i18n } = useLingui()
  const invitation = readFragment(InvitationRowFragment, masked)
  const [, revoke] = useMutation(RevokeInvitationMutation)
  const role = invitation.role ?? invitation.contractRole
  const until = formatInstantDay(invitation.expiresAt, 'UTC', i18n.locale)

  async function end() {
    const { data, error } = await revoke({ input: { invitationId: invitation.id } })
    const unreachable = t`The server could not be reached or would not.`
    const refused = refusalOf(error, data?.revokeInvitation.userErrors, unreachable)
    if (refused) toast({ text: refused, tone: 'bad' })
    else onRevoked()
  }

  return (
    <Row
      title={invitation.email}
      detail={t`${role ? i18n._(roleWords[role]) : ''} · good until ${until}`}
    >
      <Button
        look="quiet"
        aria-label={t`Revoke the invitation of ${invitation.email}`}
        onClick={() => void end()}
      >
        {t`Revoke`}
      </Button>
    </Row>
  )
}
