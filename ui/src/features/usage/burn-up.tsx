import { useLingui } from '@lingui/react/macro'
import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { useRef, type PointerEvent } from 'react'
import { ReferenceLine } from '../../components/chart/reference-line'
import { XAxis } from '../../components/chart/x-axis'
import { YAxis } from '../../components/chart/y-axis'
import { formatCreditsTick } from '../../lib/format-credits'
import { addDays, formatDay } from '../../lib/format-date'
import { formatShare } from '../../lib/format-number'
import { useElementWidth } from '../../lib/use-element-width'
import { Estimate } from './estimate'
import type { ChartModel } from './chart-model'

const height = 280
const margin = { top: 22, right: 12, bottom: 26, left: 44 }
const tickSpacing = 90

interface BurnUpProps {
  model: ChartModel
  /** What the cursor reads, in days since the start and credits. */
  reading?: { at: number; total: number }
  startsOn: string
  /** Whether amounts are told as shares of what was granted. */
  shares: boolean
  /** Tells the place under the pointer in days since the start; null when it leaves. */
  onPoint: (place: number | null) => void
}

/** Cumulative use against what was granted over the whole period, and what is estimated of the rest. */
export function BurnUp({ model, reading, startsOn, shares, onPoint }: BurnUpProps) {
  const { t, i18n } = useLingui()
  const frame = useRef<SVGSVGElement>(null)
  const width = useElementWidth(frame, 720)
  const plot = {
    width: width - margin.left - margin.right,
    height: height - margin.top - margin.bottom,
  }
  const x = scaleLinear([0, model.length], [0, plot.width])
  const y = scaleLinear([0, model.top], [plot.height, 0]).nice(4)

  const points = [{ to: 0, total: 0 }, ...model.days]
  const fill = area<(typeof points)[number]>(
    (point) => x(point.to),
    plot.height,
    (point) => y(point.total),
  )
  const stroke = line<(typeof points)[number]>(
    (point) => x(point.to),
    (point) => y(point.total),
  )

  function label({ of, at }: ChartModel['marks'][number]) {
    const credits = formatCreditsTick(at, i18n.locale)
    if (of === 'granted') return t`Granted: ${credits}`
    if (of === 'allocation') return t`Allocation: ${credits}`
    return formatShare(at / (model.granted ?? 1), i18n.locale)
  }

  const every = Math.ceil(model.length / Math.max(2, Math.floor(plot.width / tickSpacing)))
  const ticks = Array.from({ length: Math.ceil(model.length / every) }, (_, index) => ({
    at: x(index * every),
    label: formatDay(addDays(startsOn, index * every), 'short', i18n.locale),
  }))

  function place(event: PointerEvent<SVGSVGElement>) {
    const { left } = event.currentTarget.getBoundingClientRect()
    return x.invert(event.clientX - left - margin.left)
  }

  return (
    <svg
      ref={frame}
      height={height}
      className="block w-full overflow-visible"
      aria-hidden
      onPointerDown={(event) => onPoint(place(event))}
      onPointerMove={(event) => onPoint(place(event))}
      onPointerLeave={() => onPoint(null)}
    >
      <g transform={`translate(${margin.left} ${margin.top})`}>
        <YAxis
          scale={shares ? y.copy().domain(y.domain().map((at) => at / (model.granted ?? 1))) : y}
          width={plot.width}
          format={(value) =>
            shares ? formatShare(value, i18n.locale) : formatCreditsTick(value, i18n.locale)
          }
        />
        <XAxis ticks={ticks} y={plot.height + 20} />
        <Estimate model={model} x={x} y={y} />
        <path d={fill(points) ?? undefined} className="fill-accent opacity-12" />
        <path
          d={stroke(points) ?? undefined}
          className="fill-none stroke-accent"
          strokeWidth={2}
          strokeLinejoin="round"
        />
        {model.marks.map((mark) => (
          <ReferenceLine
            key={mark.of}
            y={y(mark.at)}
            width={plot.width}
            strong={mark.of !== 'near'}
            label={label(mark)}
          />
        ))}
        {model.now !== null && (
          <g transform={`translate(${x(model.now)} 0)`}>
            <line y2={plot.height} className="stroke-edge" />
            <text y={-8} textAnchor={nowAnchor(model)} className="fill-muted text-xs">
              {t`Now`}
            </text>
          </g>
        )}
        {reading && (
          <g transform={`translate(${x(reading.at)} 0)`}>
            <line y2={plot.height} className="stroke-ink opacity-50" />
            <circle
              cy={y(reading.total)}
              r={5}
              className="fill-accent stroke-surface"
              strokeWidth={2}
            />
          </g>
        )}
      </g>
    </svg>
  )
}

/** Keeps the word inside of the chart near its edges. */
function nowAnchor({ now, length }: ChartModel): 'start' | 'middle' | 'end' {
  const share = (now ?? 0) / length
  return share < 0.05 ? 'start' : share > 0.95 ? 'end' : 'middle'
}
