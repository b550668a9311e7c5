import type { CombinedError } from 'urql'

/** Why a change was refused, in the server's words where it gave some; null when it was made. */
export function refusalOf(
  error: CombinedError | undefined,
  userErrors: readonly { message: string }[] | undefined,
  otherwise: string,
): string | null {
  const [refused] = userErrors ?? []
  return refused?.message ?? (error ? otherwise : null)
}
