const english = {
  connecting: 'Connecting…',
  live: 'Live',
  waiting: 'Reconnecting…',
  refused: 'Not available',
  used: (used: string, granted: string) => `${used} of ${granted} credits used`,
  usedFree: (used: string) => `${used} credits used`,
  resets: (day: string) => `Resets ${day}`,
  days: (days: string) => (days === '1' ? '1 day left' : `${days} days left`),
  day: 'Less than a day left',
  lasts: (day: string) => `Credits last until the reset on ${day}`,
  out: (day: string) => `Credits are expected to run out on ${day}`,
  gone: 'Credits are used up',
  unknown: 'Not enough use yet for an estimate',
}

const vietnamese: typeof english = {
  connecting: 'Đang kết nối…',
  live: 'Trực tiếp',
  waiting: 'Đang kết nối lại…',
  refused: 'Không khả dụng',
  used: (used, granted) => `Đã dùng ${used} trên ${granted} tín dụng`,
  usedFree: (used) => `Đã dùng ${used} tín dụng`,
  resets: (day) => `Đặt lại ${day}`,
  days: (days) => `Còn ${days} ngày`,
  day: 'Còn chưa đến một ngày',
  lasts: (day) => `Tín dụng đủ dùng đến kỳ đặt lại ngày ${day}`,
  out: (day) => `Tín dụng dự kiến hết vào ${day}`,
  gone: 'Tín dụng đã hết',
  unknown: 'Chưa đủ dữ liệu sử dụng để ước tính',
}

export interface Language {
  words: typeof english
  credits: (amount: string) => string
  whole: (value: number) => string
  day: (instant: Date) => string
}

/** The language of an element: its own, else the page's; English where it is not Vietnamese. */
export function languageOf(element: Element): Language {
  const locale = element.closest('[lang]')?.getAttribute('lang')?.startsWith('vi') ? 'vi' : 'en'
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  return {
    words: locale === 'vi' ? vietnamese : english,
    credits: (amount) => (Number(amount) < 10 ? decimal : whole).format(Number(amount)),
    whole: (value) => whole.format(value),
    day: (instant) => day.format(instant),
  }
}
