import { useLingui } from '@lingui/react/macro'
import { useActionState } from 'react'
import { CopyField } from '../../components/copy-field'
import { Refusal } from '../../components/refusal'
import { Button } from '../../components/ui/button'
import { Dialog, DialogActions } from '../../components/ui/dialog'
import { Select } from '../../components/ui/select'
import { TextField } from '../../components/ui/text-field'
import type { ContractRole, WorkspaceRole } from '../../gql/graphql'
import { roleWords } from './role-words'

interface InviteFormProps<Role extends WorkspaceRole | ContractRole> {
  /** Name of the workspace or organization. */
  place: string
  /** The roles that the caller may give. */
  roles: readonly Role[]
  /** The one that most are invited to. */
  usual: Role
  invite: (email: string, role: Role) => Promise<{ refusal: string | null; link: string | null }>
  onInvited: () => void
  onClose: () => void
}

interface State {
  refusal?: string | null
  made?: { email: string; link: string }
}

/** Asks whom to invite to which role, and shows the link to give to them, this once. */
export function InviteForm<Role extends WorkspaceRole | ContractRole>(
  props: InviteFormProps<Role>,
) {
  const { place, roles, usual, invite, onInvited, onClose } = props
  const { t, i18n } = useLingui()
  const [{ refusal, made }, submit, pending] = useActionState(
    async (_: State, form: FormData): Promise<State> => {
      const email = String(form.get('email')).trim()
      const answer = await invite(email, String(form.get('role')) as Role)
      if (answer.link === null) return { refusal: answer.refusal }
      onInvited()
      return { made: { email, link: answer.link } }
    },
    {},
  )

  if (made) {
    return (
      <Dialog title={t`${made.email} is invited`} onClose={onClose}>
        <div className="space-y-5">
          <p className="text-muted">
            {t`Give them this link. It is shown this once, works for their address alone, and is good for seven days.`}
          </p>
          <CopyField label={t`Link`} value={new URL(made.link, location.origin).href} />
          <div className="flex justify-end">
            <Button look="primary" onClick={onClose}>{t`Done`}</Button>
          </div>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title={t`Invite to ${place}`} onClose={onClose}>
      <form action={submit} className="space-y-5">
        {refusal && <Refusal>{refusal}</Refusal>}
        <TextField label={t`Email`} name="email" type="email" required maxLength={320} />
        <Select
          label={t`Role`}
          name="role"
          defaultValue={usual}
          choices={roles.map((role) => ({ value: role, label: i18n._(roleWords[role]) }))}
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
