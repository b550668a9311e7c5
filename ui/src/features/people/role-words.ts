import { msg } from '@lingui/core/macro'
import type { ContractRole, WorkspaceRole } from '../../gql/graphql'

export const roleWords: Record<WorkspaceRole | ContractRole, ReturnType<typeof msg>> = {
  OWNER: msg`Owner`,
  ADMIN: msg`Admin`,
  MEMBER: msg`Member`,
  GUEST: msg`Guest`,
  ORG_OWNER: msg`Organization owner`,
  ORG_ADMIN: msg`Organization admin`,
  ACCOUNT_TEAM: msg`Account team`,
}
