import { Trans } from '@lingui/react/macro'
import { Refusal } from '../../components/refusal'
import type { ProviderProblem } from './provider-problems'

export function ProviderRefusal({ problem }: { problem: ProviderProblem }) {
  return (
    <Refusal>
      {problem === 'over' && (
        <Trans>That sign-in took too long or was already used. Start it again.</Trans>
      )}
      {problem === 'refused' && <Trans>The sign-in was not finished.</Trans>}
      {problem === 'email-unverified' && (
        <Trans>
          Your provider has not verified your email address. Verify it there, then try again.
        </Trans>
      )}
      {problem === 'email-taken' && (
        <Trans>
          An account with your email address is signed in to in another way. Use that one, such as
          your password.
        </Trans>
      )}
      {problem === 'failed' && (
        <Trans>Your provider could not sign you in. Try again in a moment.</Trans>
      )}
      {problem === 'busy' && <Trans>Too many attempts. Wait a moment, then try again.</Trans>}
    </Refusal>
  )
}
