interface XAxisProps {
  ticks: { at: number; label: string }[]
  /** Distance of the labels from the top of the plot. */
  y: number
}

export function XAxis({ ticks, y }: XAxisProps) {
  return (
    <g className="text-xs" aria-hidden>
      {ticks.map(({ at, label }) => (
        <text key={at} x={at} y={y} textAnchor="middle" className="fill-muted tabular-nums">
          {label}
        </text>
      ))}
    </g>
  )
}
