import type { ScaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'

interface Point {
  to: number
  total: number
}

interface GrownUseProps {
  /** From the start of the period on. */
  points: Point[]
  x: ScaleLinear<number, number>
  y: ScaleLinear<number, number>
  /** Behind the use that the chart is about. */
  pale?: boolean
}

/** Use as it grew until now: a line with the area below it. */
export function GrownUse({ points, x, y, pale }: GrownUseProps) {
  const fill = area<Point>(
    (point) => x(point.to),
    y(0),
    (point) => y(point.total),
  )
  const stroke = line<Point>(
    (point) => x(point.to),
    (point) => y(point.total),
  )
  return (
    <g>
      <path d={fill(points) ?? undefined} className="fill-accent opacity-12" />
      <path
        d={stroke(points) ?? undefined}
        className={`fill-none stroke-accent ${pale ? 'opacity-50' : ''}`}
        strokeWidth={2}
        strokeLinejoin="round"
      />
    </g>
  )
}
