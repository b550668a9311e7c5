import { useLingui } from '@lingui/react/macro'
import { useMutation } from 'urql'
import { graphql, readFragment, type FragmentType } from '../../gql'
import type { ContractRole } from '../../gql/graphql'
import { refusalOf } from '../../lib/refusal'
import { InviteForm } from './invite-form'

const OfficerDialogFragment = graphql(`
  fragment OfficerDialog on Contract {
    id
    name
    appointableRoles
  }
`)

const InviteOfficerMutation = graphql(`
  mutation InviteOfficer($input: InviteOfficerInput!) {
    inviteOfficer(input: $input) {
      link
      userErrors {
        message
      }
    }
  }
`)

interface OfficerDialogProps {
  contract: FragmentType<typeof OfficerDialogFragment>
  onInvited: () => void
  onClose: () => void
}

/** Invites somebody to a role in the organization. */
export function OfficerDialog({ contract: masked, onInvited, onClose }: OfficerDialogProps) {
  const { t } = useLingui()
  const contract = readFragment(OfficerDialogFragment, masked)
  const [, invite] = useMutation(InviteOfficerMutation)

  async function send(email: string, role: ContractRole) {
    const { data, error } = await invite({ input: { contractId: contract.id, email, role } })
    const unreachable = t`The server could not be reached or would not.`
    const refusal = refusalOf(error, data?.inviteOfficer.userErrors, unreachable)
    return { refusal, link: data?.inviteOfficer.link ?? null }
  }

  return (
    <InviteForm
      place={contract.name}
      roles={contract.appointableRoles}
      usual="ORG_ADMIN"
      invite={send}
      onInvited={onInvited}
      onClose={onClose}
    />
  )
}
