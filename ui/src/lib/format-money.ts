import { numberFormat } from './intl'

export interface Money {
  /** In minor units of the currency, such as cents. */
  amountMinor: number
  /** ISO 4217 code. */
  currency: string
}

export function formatMoney({ amountMinor, currency }: Money, locale: string): string {
  const format = numberFormat(locale, { style: 'currency', currency })
  return format.format(amountMinor / 10 ** places(currency))
}

/** Money as somebody types it, such as "12.5". */
export function toMajor({ amountMinor, currency }: Money): string {
  return String(amountMinor / 10 ** places(currency))
}

/** What was typed, in minor units, rounded to them. */
export function toMinor(major: string, currency: string): number {
  return Math.round(Number(major) * 10 ** places(currency))
}

/** How many decimal places amounts of a currency have. */
function places(currency: string): number {
  const format = numberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 0
}
