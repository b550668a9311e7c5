import { useLingui } from '@lingui/react/macro'
import { useMutation } from 'urql'
import { graphql, readFragment, type FragmentType } from '../../gql'
import type { WorkspaceRole } from '../../gql/graphql'
import { refusalOf } from '../../lib/refusal'
import { InviteForm } from './invite-form'

const InviteDialogFragment = graphql(`
  fragment InviteDialog on Workspace {
    id
    name
    assignableRoles
  }
`)

const InviteMemberMutation = graphql(`
  mutation InviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) {
      link
      userErrors {
        message
      }
    }
  }
`)

interface InviteDialogProps {
  workspace: FragmentType<typeof InviteDialogFragment>
  onInvited: () => void
  onClose: () => void
}

/** Invites somebody to a workspace. */
export function InviteDialog({ workspace: masked, onInvited, onClose }: InviteDialogProps) {
  const { t } = useLingui()
  const workspace = readFragment(InviteDialogFragment, masked)
  const [, invite] = useMutation(InviteMemberMutation)

  async function send(email: string, role: WorkspaceRole) {
    const { data, error } = await invite({ input: { workspaceId: workspace.id, email, role } })
    const unreachable = t`The server could not be reached or would not.`
    const refusal = refusalOf(error, data?.inviteMember.userErrors, unreachable)
    return { refusal, link: data?.inviteMember.link ?? null }
  }

  return (
    <InviteForm
      place={workspace.name}
      roles={workspace.assignableRoles}
      usual="MEMBER"
      invite={send}
      onInvited={onInvited}
      onClose={onClose}
    />
  )
}
