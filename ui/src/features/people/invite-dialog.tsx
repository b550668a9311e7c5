import { useLingui } from '@lingui/react/macro'
import { useActionState } from 'react'
import { useMutation } from 'urql'
import { CopyField } from '../../components/copy-field'
import { Refusal } from '../../components/refusal'
import { Button } from '../../components/ui/button'
import { Dialog, DialogActions } from '../../components/ui/dialog'
import { Select } from '../../components/ui/select'
import { TextField } from '../../components/ui/text-field'
import { graphql, readFragment, type FragmentType } from '../../gql'
import type { WorkspaceRole } from '../../gql/graphql'
import { refusalOf } from '../../lib/refusal'
import { roleWords } from './role-words'

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
      invitation {
        id
        email
      }
      link
      userErrors {
        message
      }
    }
  }
`)

interface State {
  refusal?: string | null
  made?: { email: string; link: string | null }
}

interface InviteDialogProps {
  workspace: FragmentType<typeof InviteDialogFragment>
  onInvited: () => void
  onClose: () => void
}

/** Invites somebody, and shows the link to give to them, this once. */
export function InviteDialog({ workspace: masked, onInvited, onClose }: InviteDialogProps) {
  const { t, i18n } = useLingui()
  const workspace = readFragment(InviteDialogFragment, masked)
  const [, invite] = useMutation(InviteMemberMutation)
  const [{ refusal, made }, submit, pending] = useActionState(
    async (_: State, form: FormData): Promise<State> => {
      const email = String(form.get('email'))
      const role = String(form.get('role')) as WorkspaceRole
      const { data, error } = await invite({ input: { workspaceId: workspace.id, email, role } })
      const invited = data?.inviteMember
      const unreachable = t`The server could not be reached or would not.`
      const refused = refusalOf(error, invited?.userErrors, unreachable)
      if (!invited?.invitation) return { refusal: refused }
      onInvited()
      return { made: { email: invited.invitation.email, link: invited.link ?? null } }
    },
    {},
  )

  if (made) {
    return (
      <Dialog title={t`${made.email} is invited`} onClose={onClose}>
        <div className="space-y-5">
          <p className="text-muted">
            {made.link
              ? t`Give them this link. It is shown this once, works for their address alone, and is good for seven days.`
              : t`The link was sent to them. It is good for seven days.`}
          </p>
          {made.link && (
            <CopyField label={t`Link`} value={new URL(made.link, location.origin).href} />
          )}
          <div className="flex justify-end">
            <Button look="primary" onClick={onClose}>{t`Done`}</Button>
          </div>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title={t`Invite to ${workspace.name}`} onClose={onClose}>
      <form action={submit} className="space-y-5">
        {refusal && <Refusal>{refusal}</Refusal>}
        <TextField label={t`Email`} name="email" type="email" required maxLength={320} />
        <Select
          label={t`Role`}
          name="role"
          defaultValue="MEMBER"
          choices={workspace.assignableRoles.map((role) => ({
            value: role,
            label: i18n._(roleWords[role]),
          }))}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" look="primary" disabled={pending}>
            {t`Invite`}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
