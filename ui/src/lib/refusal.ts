import type { CombinedError } from 'urql'
import { translated } from './translated'

/** Why a change was refused, in the server's words where it gave some that are known; null when it was made. */
export function refusalOf(
  error: CombinedError | undefined,
  userErrors: readonly { message: string }[] | undefined,
  otherwise: string,
): string | null {
  const [refused] = userErrors ?? []
  if (refused) return translated(refused.message) ?? refused.message
  if (!error) return null
  const [denied] = error.graphQLErrors
  return (denied && translated(denied.message)) ?? otherwise
}
