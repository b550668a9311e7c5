import { useLingui } from '@lingui/react/macro'
import type { ScaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { ChartModel } from './chart-model'

interface EstimateProps {
  model: ChartModel
  x: ScaleLinear<number, number>
  y: ScaleLinear<number, number>
}

/** The way from now to the reset, dashed, with the range that holds four cases of five. */
export function Estimate({ model, x, y }: EstimateProps) {
  const { t } = useLingui()
  const last = model.estimates.at(-1)
  if (!last || model.now === null) return null

  const used = model.days.at(-1)?.total ?? 0
  const now = { to: model.now, expected: used, low: used, high: used }
  const points = [now, ...model.estimates]
  const band = area<typeof now>(
    (point) => x(point.to),
    (point) => y(point.low),
    (point) => y(point.high),
  )
  const stroke = line<typeof now>(
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
        {t`Estimated`}
      </text>
    </g>
  )
}
