export interface Layer {
  lower: number
  upper: number
}

/** Puts series of equal length on top of each other, the first at the bottom. Amounts are positions. */
export function stackOf(series: readonly (readonly number[])[]): Layer[][] {
  const ground: number[] = []
  return series.map((values) =>
    values.map((value, place) => {
      const lower = ground[place] ?? 0
      ground[place] = lower + value
      return { lower, upper: lower + value }
    }),
  )
}
