import { msg } from '@lingui/core/macro'
import type { ActionKind } from './action-kinds'

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
  'agent.safety_hold': msg`Held an agent for spending fast`,
  'contract.create': msg`Made the contract`,
  'contract.set_terms': msg`Changed the terms`,
  'contract.set_pending_allowance': msg`Changed the allowance to come`,
  'contract.move_clock': msg`Moved the clock`,
  'credits.grant': msg`Granted credits`,
  'purchase.order': msg`Ordered credits`,
  'purchase.advance': msg`Updated a purchase`,
  'billing_events.acknowledge': msg`Took note of charges`,
}

export const kindWords: Record<ActionKind, ReturnType<typeof msg>> = {
  'agent.': msg`Agents`,
  'workspace.': msg`Workspace`,
  'member.': msg`Members`,
  'invitation.': msg`Invitations`,
  'token.': msg`Service tokens`,
  'contract.': msg`Contract`,
  'credits.': msg`Grants`,
  'purchase.': msg`Purchases`,
  'officer.': msg`Roles in the organization`,
}
