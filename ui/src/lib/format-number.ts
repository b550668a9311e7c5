import { numberFormat } from './intl'

export function formatCount(count: number, locale: string): string {
  return numberFormat(locale, {}).format(count)
}

/** A share of one as a percentage; one decimal under ten percent. */
export function formatShare(share: number, locale: string): string {
  const maximumFractionDigits = share < 0.0995 ? 1 : 0
  return numberFormat(locale, { style: 'percent', maximumFractionDigits }).format(share)
}

/** How many times as fast as it could be, such as "1.4×". */
export function formatPace(pace: number, locale: string): string {
  return `${numberFormat(locale, { maximumSignificantDigits: 2 }).format(pace)}×`
}

/** The change from a previous count with its sign, such as "+12%"; null when it was 0, of which there is no percentage. */
export function formatChange(count: number, previous: number, locale: string): string | null {
  if (previous === 0) return null
  return numberFormat(locale, {
    style: 'percent',
    signDisplay: 'exceptZero',
    maximumFractionDigits: 0,
  }).format((count - previous) / previous)
}
