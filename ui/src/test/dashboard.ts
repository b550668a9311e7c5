/** Figures of a current, billed period of 30 days, two and a half days old, and what two more are estimated to use. */
export const dashboard = {
  asOf: '2026-11-06T12:00:00Z',
  period: {
    id: 'per_2',
    kind: 'BILLED',
    current: true,
    startsOn: '2026-11-04',
    endsOn: '2026-12-04',
  },
  previousPeriod: { id: 'per_1' },
  nextPeriod: null,
  daysLeft: 28,
  used: '4210.4',
  allocation: null,
  allocationThreshold: 'NONE',
  pool: {
    used: '4210.4',
    granted: '10000',
    held: '0',
    remaining: '5789.6',
    usedRatio: 0.42104,
    threshold: 'NONE',
    nearAt: '8000',
  },
  days: [
    { ...day('2026-11-04'), credits: '1200', cumulative: '1200', succeeded: 300, failed: 4 },
    { ...day('2026-11-05'), credits: '2000.4', cumulative: '3200.4', succeeded: 500, failed: 0 },
    { ...day('2026-11-06'), credits: '1010', cumulative: '4210.4', succeeded: 250, failed: 1 },
  ],
  poolDays: ['1200', '3200.4', '4210.4'],
  forecast: {
    madeAt: '2026-11-06T12:00:00Z',
    enoughData: true,
    pool: {
      expected: '12000',
      low: '9000',
      high: '14000',
      method: 'WEEKDAYS',
      weekError: 0.082,
      runsOutAt: '2026-11-27T22:30:00Z',
      days: [
        { expected: '4900', low: '4700', high: '5100' },
        { expected: '5600.5', low: '5100', high: '6200' },
        { expected: '6300', low: '5500', high: '7300' },
      ],
    },
    days: [
      { date: '2026-11-06', expected: '4900', low: '4700', high: '5100' },
      { date: '2026-11-07', expected: '5600.5', low: '5100', high: '6200' },
      { date: '2026-11-08', expected: '6300', low: '5500', high: '7300' },
    ],
  },
} as const

/** What differs where other workspaces use the pool too. */
export const sharedPool = {
  pool: { ...dashboard.pool, used: '6500', remaining: '3500', usedRatio: 0.65 },
  poolDays: ['1500', '4000', '6500'],
  forecast: {
    ...dashboard.forecast,
    pool: {
      ...dashboard.forecast.pool,
      days: [
        { expected: '7000', low: '6800', high: '7200' },
        { expected: '9000', low: '8000', high: '10000' },
        { expected: '11000', low: '9000', high: '13000' },
      ],
    },
  },
} as const

function day(date: string) {
  return { date, startsAt: `${date}T00:00:00Z` }
}

/** Data as a component takes it for its fragment: the mask is a type, the data are the same. */
export function masked<Masked>(data: object): Masked {
  return data as Masked
}
