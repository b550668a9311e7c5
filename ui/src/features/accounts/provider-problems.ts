/** Why signing in with the provider came to nothing, as the server says it in the URL. */
export const providerProblems = [
  'over',
  'refused',
  'email-unverified',
  'email-taken',
  'failed',
  'busy',
] as const

export type ProviderProblem = (typeof providerProblems)[number]
