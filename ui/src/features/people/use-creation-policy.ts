import { useLingui } from '@lingui/react/macro'
import { useClient } from 'urql'
import { toast } from '../../components/ui/toast'
import { graphql } from '../../gql'
import type { CreationPolicy } from '../../gql/graphql'
import { refusalOf } from '../../lib/refusal'

const SetCreationPolicyMutation = graphql(`
  mutation SetCreationPolicy($input: SetCreationPolicyInput!) {
    setCreationPolicy(input: $input) {
      workspace {
        id
        creationPolicy
        listedCreators {
          id
          name
        }
      }
      userErrors {
        message
      }
    }
  }
`)

export interface Policy {
  policy: CreationPolicy
  /** Ids of the members beside the owners, for OWNERS_AND_LISTED. */
  listed: readonly string[]
}

/** Sets who may create agents in a workspace, and tells so with a way back. Answers with why it was refused, or null. */
export function useCreationPolicy(workspaceId: string) {
  const { t } = useLingui()
  const client = useClient()

  async function set({ policy, listed }: Policy, reason: string): Promise<string | null> {
    const names = policy === 'OWNERS_AND_LISTED' ? [...listed] : []
    const { data, error } = await client
      .mutation(SetCreationPolicyMutation, {
        input: { workspaceId, policy, listed: names, reason },
      })
      .toPromise()
    const unreachable = t`The server could not be reached or would not.`
    return refusalOf(error, data?.setCreationPolicy.userErrors, unreachable)
  }

  async function undo(before: Policy) {
    const refused = await set(before, '')
    toast({
      text: refused ?? t`Who may create agents is as it was.`,
      tone: refused ? 'bad' : 'neutral',
    })
  }

  return async (next: Policy, before: Policy, reason: string) => {
    const refused = await set(next, reason)
    if (refused === null) {
      toast({
        text: t`Who may create agents was changed.`,
        tone: 'neutral',
        action: { label: t`Undo`, run: () => void undo(before) },
      })
    }
    return refused
  }
}
