import type { ScaleLinear } from 'd3-scale'

interface YAxisProps {
  scale: ScaleLinear<number, number>
  width: number
  format: (value: number) => string
}

/** Horizontal grid lines with their values on the left. */
export function YAxis({ scale, width, format }: YAxisProps) {
  return (
    <g className="text-xs" aria-hidden>
      {scale.ticks(4).map((value) => (
        <g key={value} transform={`translate(0 ${scale(value)})`}>
          <line x2={width} className="stroke-line" />
          <text x={-8} dy="0.32em" textAnchor="end" className="fill-muted tabular-nums">
            {format(value)}
          </text>
        </g>
      ))}
    </g>
  )
}
