import { useLingui } from '@lingui/react/macro'
import { useMutation } from 'urql'
import { toast } from '../../components/ui/toast'
import { graphql } from '../../gql'
import type { MarkNotificationsReadInput } from '../../gql/graphql'
import { refusalOf } from '../../lib/refusal'

const MarkNotificationsReadMutation = graphql(`
  mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {
    markNotificationsRead(input: $input) {
      notifications {
        id
        readAt
      }
      userErrors {
        message
      }
    }
  }
`)

/** Marks notifications as read, and says so where that could not be done. */
export function useMarkRead(): (input: MarkNotificationsReadInput) => Promise<void> {
  const { t } = useLingui()
  const [, mark] = useMutation(MarkNotificationsReadMutation)
  const unreachable = t`The server could not be reached or would not.`

  return async (input) => {
    const { data, error } = await mark({ input })
    const refused = refusalOf(error, data?.markNotificationsRead.userErrors, unreachable)
    if (refused) toast({ text: refused, tone: 'bad' })
  }
}
