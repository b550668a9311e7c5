/** Figures of a current, billed period of 30 days, two and a half days old. */
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
  pool: { used: '4210.4', granted: '10000', held: '0', remaining: '5789.6', usedRatio: 0.42104 },
  days: [
    { ...day('2026-11-04'), credits: '1200', cumulative: '1200', succeeded: 300, failed: 4 },
    { ...day('2026-11-05'), credits: '2000.4', cumulative: '3200.4', succeeded: 500, failed: 0 },
    { ...day('2026-11-06'), credits: '1010', cumulative: '4210.4', succeeded: 250, failed: 1 },
  ],
} as const

function day(date: string) {
  return { date, startsAt: `${date}T00:00:00Z` }
}

/** Data as a component takes it for its fragment: the mask is a type, the data are the same. */
export function masked<Masked>(data: object): Masked {
  return data as Masked
}
