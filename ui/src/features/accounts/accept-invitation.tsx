import { useLingui } from '@lingui/react/macro'
import { useActionState } from 'react'
import { useMutation } from 'urql'
import { Refusal } from '../../components/refusal'
import { Button } from '../../components/ui/button'
import { graphql } from '../../gql'
import { refusalOf } from '../../lib/refusal'

const AcceptInvitationMutation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      place
      userErrors {
        message
      }
    }
  }
`)

interface AcceptInvitationProps {
  token: string
  onAccepted: () => void
}

/** Takes the role with the account that is signed in. */
export function AcceptInvitation({ token, onAccepted }: AcceptInvitationProps) {
  const { t } = useLingui()
  const [, accept] = useMutation(AcceptInvitationMutation)
  const [refusal, submit, pending] = useActionState(async (): Promise<string | null> => {
    const { data, error } = await accept({ input: { token } })
    const unreachable = t`The server could not be reached or would not.`
    const refused = refusalOf(error, data?.acceptInvitation.userErrors, unreachable)
    if (!refused) onAccepted()
    return refused
  }, null)

  return (
    <form action={submit} className="space-y-4">
      {refusal && <Refusal>{refusal}</Refusal>}
      <Button type="submit" look="primary" className="h-9 w-full" disabled={pending}>
        {t`Accept`}
      </Button>
    </form>
  )
}
