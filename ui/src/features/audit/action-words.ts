import { msg } from '@lingui/core/macro'
import type { actionKinds } from './action-kinds'

/** What was done, in words; what is not listed is shown as it is called. */
export const actionWords: Record<string, ReturnType<typeof msg> | undefined> = {
  'agent.create': msg`Created an agent`,
  'agent.delete': msg`Deleted an agent`,
  'agent.disable': msg`Disabled an agent`,
  'agent.enable': msg`Enabled an agent`,
  'agent.set_limit': msg`Limited an agent`,
  'agent.clear_safety_hold': msg`Cleared a safety hold`,
  'workspace.set_allocation': msg`Changed an allocation`,
  'workspace.set_creation_policy': msg`Changed who may create agents`,
  'invitation.create': msg`Invited somebody`,
  'invitation.revoke': msg`Revoked an invitation`,
  'invitation.accept': msg`Accepted an invitation`,
  'member.set_role': msg`Changed a role`,
  'member.remove': msg`Removed a member`,
  'officer.remove': msg`Ended a role in the organization`,
  'token.issue': msg`Made a service token`,
  'token.revoke': msg`Revoked a service token`,
}

export const kindWords: Record<(typeof actionKinds)[number], ReturnType<typeof msg>> = {
  'agent.': msg`Agents`,
  'workspace.': msg`Workspace`,
  'member.': msg`Members`,
  'invitation.': msg`Invitations`,
  'token.': msg`Service tokens`,
}
