/** Kinds of actions in a workspace, by how their names begin. */
export const workspaceKinds = ['agent.', 'workspace.', 'member.', 'invitation.', 'token.'] as const

/** Those in a contract: what concerns all of its workspaces too. */
export const contractKinds = [
  ...workspaceKinds,
  'contract.',
  'credits.',
  'purchase.',
  'officer.',
] as const

export type ActionKind = (typeof contractKinds)[number]
