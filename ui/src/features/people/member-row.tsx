import { useLingui } from '@lingui/react/macro'
import { useMutation } from 'urql'
import { ConfirmButton } from '../../components/confirm-button'
import { Row } from '../../components/row-list'
import { Select } from '../../components/ui/select'
import { toast } from '../../components/ui/toast'
import { graphql, readFragment, type FragmentType } from '../../gql'
import type { WorkspaceRole } from '../../gql/graphql'
import { formatInstantDay } from '../../lib/format-date'
import { refusalOf } from '../../lib/refusal'
import { roleWords } from './role-words'

const MemberRowFragment = graphql(`
  fragment MemberRow on Member {
    id
    role
    joinedAt
    assignableRoles
    removable
    user {
      id
      name
      email
    }
  }
`)

const SetMemberRoleMutation = graphql(`
  mutation SetMemberRole($input: SetMemberRoleInput!) {
    setMemberRole(input: $input) {
      member {
        ...MemberRow
      }
      userErrors {
        message
      }
    }
  }
`)

const RemoveMemberMutation = graphql(`
  mutation RemoveMember($input: RemoveMemberInput!) {
    removeMember(input: $input) {
      userErrors {
        message
      }
    }
  }
`)

interface MemberRowProps {
  member: FragmentType<typeof MemberRowFragment>
  onRemoved: () => void
}

/** A member, with the roles that the caller may give them. */
export function MemberRow({ member: masked, onRemoved }: MemberRowProps) {
  const { t, i18n } = useLingui()
  const member = readFragment(MemberRowFragment, masked)
  const [, setRole] = useMutation(SetMemberRoleMutation)
  const [, remove] = useMutation(RemoveMemberMutation)
  const name = member.user?.name ?? t`Somebody`
  const unreachable = t`The server could not be reached or would not.`
  const joined = formatInstantDay(member.joinedAt, 'UTC', i18n.locale)

  async function choose(role: WorkspaceRole) {
    const { data, error } = await setRole({ input: { memberId: member.id, role } })
    const refused = refusalOf(error, data?.setMemberRole.userErrors, unreachable)
    if (refused) toast({ text: t`${name} was not changed. ${refused}`, tone: 'bad' })
  }

  async function confirm() {
    const { data, error } = await remove({ input: { memberId: member.id } })
    const refused = refusalOf(error, data?.removeMember.userErrors, unreachable)
    if (!refused) onRemoved()
    return refused
  }

  return (
    <Row title={name} detail={t`${member.user?.email ?? ''} · since ${joined}`}>
      {member.assignableRoles.length > 0 ? (
        <Select
          label={t`Role of ${name}`}
          labelHidden
          value={member.role}
          onChange={(event) => void choose(event.target.value as WorkspaceRole)}
          choices={member.assignableRoles.map((role) => ({
            value: role,
            label: i18n._(roleWords[role]),
          }))}
        />
      ) : (
        <span className="px-3 text-muted">{i18n._(roleWords[member.role])}</span>
      )}
      {member.removable && (
        <ConfirmButton
          label={t`Remove`}
          title={t`Remove ${name}`}
          about={t`They lose their access at once. Agents that they created stay.`}
          onConfirm={confirm}
        />
      )}
    </Row>
  )
}
