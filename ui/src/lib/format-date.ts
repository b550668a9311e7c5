import { dateFormat, relativeFormat } from './intl'

/** How a calendar day, such as "2026-11-22", is shown. */
type DayStyle = 'short' | 'long'

const dayStyles: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  short: { day: 'numeric', month: 'short' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
}

// A calendar day has no zone; reading and writing it in UTC keeps it the same day.
const calendar: Intl.DateTimeFormatOptions = { timeZone: 'UTC' }

export function formatDay(day: string, style: DayStyle, locale: string): string {
  return dateFormat(locale, { ...dayStyles[style], ...calendar }).format(new Date(day))
}

/** The days from the first to the day before `endsOn`, such as "Nov 4 – Dec 3, 2026". */
export function formatPeriod(startsOn: string, endsOn: string, locale: string): string {
  return dateFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...calendar,
  }).formatRange(new Date(startsOn), new Date(addDays(endsOn, -1)))
}

export function formatInstant(instant: string, timeZone: string, locale: string): string {
  return dateFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
    new Date(instant),
  )
}

/** The day of an instant, such as "November 22, 2026". */
export function formatInstantDay(instant: string, timeZone: string, locale: string): string {
  return dateFormat(locale, { ...dayStyles.long, timeZone }).format(new Date(instant))
}

const second = 1000
const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400 * second],
  ['hour', 3_600 * second],
  ['minute', 60 * second],
]

/** How long ago an instant was, in the largest unit that it fills; one ahead of `now` counts as now. */
export function formatAgo(instant: string, now: number, locale: string): string {
  const elapsed = Math.max(0, now - Date.parse(instant))
  const [unit, length] = units.find(([, shortest]) => elapsed >= shortest) ?? ['second', second]
  return relativeFormat(locale, { numeric: 'auto', style: 'short' }).format(
    -Math.floor(elapsed / length),
    unit,
  )
}

export function addDays(day: string, count: number): string {
  const date = new Date(day)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** How many days lie between two calendar days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / (86_400 * second))
}
