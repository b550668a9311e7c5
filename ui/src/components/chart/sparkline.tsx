interface SparklineProps {
  /** Amounts of equal spans of time, oldest first, as positions: at least none below zero. */
  values: readonly number[]
}

const width = 72
const height = 22
/** A few spans are no wider than those of a longer series. */
const fewest = 12

/** The shape of a series as bars, for those who see it; its figures stand beside it. */
export function Sparkline({ values }: SparklineProps) {
  const top = Math.max(...values, 0)
  const step = width / Math.max(values.length, fewest)
  const bars = values
    .map((value, place) => {
      const tall = top > 0 ? Math.max(value > 0 ? 1.5 : 0, (value / top) * height) : 0
      return tall > 0 ? `M${(place * step).toFixed(1)} ${height}v${(-tall).toFixed(1)}h${(step * 0.75).toFixed(1)}v${tall.toFixed(1)}z` : ''
    })
    .join('')
  return (
    <svg width={width} height={height} aria-hidden className="block">
      <path d={`M0 ${height - 0.5}h${width}`} className="stroke-line" />
      <path d={bars} className="fill-accent" />
    </svg>
  )
}
