import { numberFormat } from './intl'

/** Credits as the API writes them: a decimal string with at most six places. */
export type Credits = `${number}`

/**
 * Credits for a person: whole credits, one decimal under ten. The string goes to
 * Intl as it is, so that no digit is lost to a float, however large the amount.
 */
export function formatCredits(credits: Credits, locale: string): string {
  return numberFormat(locale, digits(credits)).format(credits)
}

/** Credits to the last digit, for whoever wants to know. */
export function formatExactCredits(credits: Credits, locale: string): string {
  return numberFormat(locale, { maximumFractionDigits: 6 }).format(credits)
}

/** Credits that came or went, with their sign. */
export function formatMovement(credits: Credits, locale: string): string {
  return numberFormat(locale, { ...digits(credits), signDisplay: 'exceptZero' }).format(credits)
}

function digits(credits: Credits): Intl.NumberFormatOptions {
  const underTen = /^-?\d(\.|$)/.test(credits)
  return { maximumFractionDigits: underTen ? 1 : 0 }
}

/** Credits for the axis of a chart, such as "10K"; takes a position, not an amount. */
export function formatCreditsTick(value: number, locale: string): string {
  return numberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value)
}
