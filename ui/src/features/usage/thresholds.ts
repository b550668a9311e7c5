/** Shares of what was granted at which people are told. */
export const thresholds = [0.8, 1] as const
