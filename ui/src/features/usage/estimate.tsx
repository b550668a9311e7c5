import type { ScaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { EstimatedUse } from './chart-model'

interface EstimateProps {
  /** What was used until now, then what is estimated, day by day. */
  points: ({ to: number } & EstimatedUse)[]
  x: ScaleLinear<number, number>
  y: ScaleLinear<number, number>
  /** Stands at the end of the line. */
  label?: string
}

/** The way from now to the reset, dashed, with the range that holds four cases of five. */
export function Estimate({ points, x, y, label }: EstimateProps) {
  const last = points.at(-1)
  if (!last) return null

  const band = area<typeof last>(
    (point) => x(point.to),
    (point) => y(point.low),
    (point) => y(point.high),
  )
  const stroke = line<typeof last>(
    (point) => x(point.to),
    (point) => y(point.expected),
  )
  return (
    <g>
      <path d={band(points) ?? undefined} className="fill-accent opacity-20" />
      <path
        d={stroke(points) ?? undefined}
        className="fill-none stroke-accent"
        strokeWidth={2}
        strokeDasharray="6 5"
      />
      <text x={x(last.to)} y={y(last.expected) - 8} textAnchor="end" className="fill-muted text-xs">
        {label}
      </text>
    </g>
  )
}
