import { numberFormat } from './intl'

export interface Money {
  /** In minor units of the currency, such as cents. */
  amountMinor: number
  /** ISO 4217 code. */
  currency: string
}

export function formatMoney({ amountMinor, currency }: Money, locale: string): string {
  const format = numberFormat(locale, { style: 'currency', currency })
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0))
}
