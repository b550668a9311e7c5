import { i18n } from '@lingui/core'
import type { CombinedError } from 'urql'
import { refusalWords } from './refusal-words'

/** Why a change was refused, in the server's words where it gave some; null when it was made. */
export function refusalOf(
  error: CombinedError | undefined,
  userErrors: readonly { message: string }[] | undefined,
  otherwise: string,
): string | null {
  const [refused] = userErrors ?? []
  return refused ? translated(refused.message) : error ? otherwise : null
}

/** The server's words in the language of the page; as they came where they hold figures or names of their own. */
export function translated(message: string): string {
  const known = refusalWords[message]
  return known ? i18n._(known) : message
}
