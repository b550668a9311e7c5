import { useLingui } from '@lingui/react/macro'
import { scaleLinear } from 'd3-scale'
import { useRef, type PointerEvent } from 'react'
import { ReferenceLine } from '../../components/chart/reference-line'
import { XAxis } from '../../components/chart/x-axis'
import { YAxis } from '../../components/chart/y-axis'
import { formatCreditsTick } from '../../lib/format-credits'
import { addDays, formatDay } from '../../lib/format-date'
import { formatShare } from '../../lib/format-number'
import { useElementWidth } from '../../lib/use-element-width'
import type { ChartModel, EstimatedDay, EstimatedUse } from './chart-model'
import { Estimate } from './estimate'
import { GrownUse } from './grown-use'

const height = 280
const margin = { top: 22, right: 12, bottom: 26, left: 44 }
const tickSpacing = 90

interface BurnUpProps {
  model: ChartModel
  /** Where the cursor is, in days since the start, and the use that it reads there. */
  reading?: { at: number; total: number; pool: number }
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

  const start = { to: 0, total: 0 }
  const own = [start, ...model.days]
  const all = [start, ...model.days.map(({ to, pool }) => ({ to, total: pool }))]

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
        <Estimate
          points={ahead(model, own, (day) => day)}
          x={x}
          y={y}
          label={model.shared ? undefined : t`Estimated`}
        />
        <GrownUse points={own} x={x} y={y} />
        {model.shared && (
          <>
            <Estimate
              points={ahead(model, all, ({ pool }) => pool)}
              x={x}
              y={y}
              label={t`Estimated`}
            />
            <GrownUse points={all} x={x} y={y} pale />
          </>
        )}
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
            <Dot y={y(reading.total)} />
            {model.shared && <Dot y={y(reading.pool)} />}
          </g>
        )}
      </g>
    </svg>
  )
}

function Dot({ y }: { y: number }) {
  return <circle cy={y} r={5} className="fill-accent stroke-surface" strokeWidth={2} />
}

/** From the use of now on to what is estimated of it; nothing without an estimate. */
function ahead(
  { estimates }: ChartModel,
  grown: { to: number; total: number }[],
  of: (day: EstimatedDay) => EstimatedUse,
) {
  const now = grown.at(-1)
  if (!now || estimates.length === 0) return []
  const { to, total } = now
  const used = { to, expected: total, low: total, high: total }
  return [used, ...estimates.map((day) => ({ ...of(day), to: day.to }))]
}

/** Keeps the word inside of the chart near its edges. */
function nowAnchor({ now, length }: ChartModel): 'start' | 'middle' | 'end' {
  const share = (now ?? 0) / length
  return share < 0.05 ? 'start' : share > 0.95 ? 'end' : 'middle'
}
