import { msg } from '@lingui/core/macro'
import type { Action } from '../gql/graphql'

/** The pages of a workspace, in the order in which the header links them, each with what it takes to see it. */
export const workspacePages = [
  {
    to: '/workspaces/$workspaceId/credits',
    label: msg`Credits`,
    action: 'VIEW_DASHBOARD',
  },
  {
    to: '/workspaces/$workspaceId/ledger',
    label: msg`Ledger`,
    action: 'VIEW_DASHBOARD',
  },
  {
    to: '/workspaces/$workspaceId/members',
    label: msg`Members`,
    action: 'MANAGE_MEMBERS',
  },
  {
    to: '/workspaces/$workspaceId/tokens',
    label: msg`Service tokens`,
    action: 'MANAGE_TOKENS',
  },
  {
    to: '/workspaces/$workspaceId/audit',
    label: msg`Audit log`,
    action: 'VIEW_AUDIT_LOG',
  },
] as const satisfies readonly Page[]

/** The pages of a contract. */
export const contractPages = [
  {
    to: '/contracts/$contractId',
    label: msg`Overview`,
    action: 'VIEW_CONTRACT',
  },
  {
    to: '/contracts/$contractId/people',
    label: msg`People`,
    action: 'MANAGE_OFFICERS',
  },
  {
    to: '/contracts/$contractId/tokens',
    label: msg`Service tokens`,
    action: 'MANAGE_TOKENS',
  },
  {
    to: '/contracts/$contractId/account',
    label: msg`Account`,
    action: 'MANAGE_CONTRACT',
  },
  {
    to: '/contracts/$contractId/audit',
    label: msg`Audit log`,
    action: 'VIEW_AUDIT_LOG',
  },
] as const satisfies readonly Page[]

interface Page {
  to: string
  label: ReturnType<typeof msg>
  action: Action
}
