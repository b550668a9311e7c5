/** Kinds of actions, by how their names begin. */
export const actionKinds = ['agent.', 'workspace.', 'member.', 'invitation.', 'token.'] as const
