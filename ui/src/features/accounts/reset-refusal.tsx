import { Trans } from '@lingui/react/macro'
import { Refusal } from '../../components/refusal'
import type { ResetOutcome } from './reset-password'

/** Says why no link was sent, or no password set. */
export function ResetRefusal({ outcome }: { outcome: ResetOutcome | null }) {
  if (outcome === null || outcome === 'done') return null
  return (
    <Refusal>
      {outcome === 'bad-password' && (
        <Trans>
          This password is easy to guess: take 12 characters or more, and none of your address.
        </Trans>
      )}
      {outcome === 'link-over' && (
        <Trans>This link is not good any more. Ask for a new one on the sign-in page.</Trans>
      )}
      {outcome === 'rate-limited' && <Trans>Too many attempts. Try again in a few minutes.</Trans>}
      {outcome === 'no-emails' && (
        <Trans>No e-mails are sent from here. Ask whoever runs Cistern for a link.</Trans>
      )}
      {outcome === 'unavailable' && (
        <Trans>The server could not be reached. Try again in a moment.</Trans>
      )}
    </Refusal>
  )
}
