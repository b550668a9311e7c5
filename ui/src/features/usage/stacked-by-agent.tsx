import { useLingui } from '@lingui/react/macro'
import { scaleLinear } from 'd3-scale'
import { area } from 'd3-shape'
import { useRef } from 'react'
import { useClient, useQuery } from 'urql'
import { useChartCursor } from '../../components/chart/use-chart-cursor'
import { XAxis } from '../../components/chart/x-axis'
import { YAxis } from '../../components/chart/y-axis'
import { Skeleton } from '../../components/ui/skeleton'
import { graphql } from '../../gql'
import type { UseByAgentQuery } from '../../gql/graphql'
import { formatCredits, formatCreditsTick, type Credits } from '../../lib/format-credits'
import { addDays, formatDay } from '../../lib/format-date'
import { formatShare } from '../../lib/format-number'
import { useElementWidth } from '../../lib/use-element-width'
import { usePolling } from '../../lib/use-polling'
import { stackOf } from './stack-of'

const ByAgentQuery = graphql(`
  query UseByAgent($workspaceId: ID!, $period: ID!) {
    workspace(id: $workspaceId) {
      id
      creditsDashboard(period: $period) {
        days {
          date
        }
        daysByAgent(top: 5) {
          agent {
            id
            name
          }
          cumulative
        }
      }
    }
  }
`)

const height = 280
const margin = { top: 22, right: 12, bottom: 26, left: 44 }
const tickSpacing = 90
const fills = [
  'fill-series-1',
  'fill-series-2',
  'fill-series-3',
  'fill-series-4',
  'fill-series-5',
  'fill-series-6',
]
const dots = [
  'bg-series-1',
  'bg-series-2',
  'bg-series-3',
  'bg-series-4',
  'bg-series-5',
  'bg-series-6',
]

/** Between two looks at a period that runs, in milliseconds. */
const interval = 10_000

interface StackedByAgentProps {
  workspaceId: string
  period: { id: string; startsOn: string; current: boolean }
  /** Days of the whole period. */
  length: number
  /** What was granted, when amounts are told as shares of it. */
  granted: number | null
}

/** Use as it grew, in layers: the agents that used most, and the others together. */
export function StackedByAgent(props: StackedByAgentProps) {
  const { workspaceId, period, length, granted } = props
  const { t } = useLingui()
  const client = useClient()
  const variables = { workspaceId, period: period.id }
  const [{ data, error }] = useQuery({
    query: ByAgentQuery,
    variables,
    requestPolicy: 'cache-and-network',
  })
  usePolling(
    period.current,
    async () => {
      const policy = { requestPolicy: 'network-only' } as const
      return !(await client.query(ByAgentQuery, variables, policy).toPromise()).error
    },
    interval,
  )
  if (error && !data) {
    return <p role="alert" className="py-10 text-bad">{t`That did not work. Try again.`}</p>
  }
  if (!data) return <Skeleton className="h-70 w-full" />
  return (
    <Layers
      use={data.workspace.creditsDashboard}
      startsOn={period.startsOn}
      length={length}
      granted={granted}
    />
  )
}

interface LayersProps extends Omit<StackedByAgentProps, 'workspaceId' | 'period'> {
  startsOn: string
  use: UseByAgentQuery['workspace']['creditsDashboard']
}

function Layers({ use, startsOn, length, granted }: LayersProps) {
  const { t, i18n } = useLingui()
  const frame = useRef<SVGSVGElement>(null)
  const width = useElementWidth(frame, 720)
  const { days, daysByAgent } = use
  const { cursor, setCursor, onKeyDown } = useChartCursor(days.length, days.length - 1)

  const layers = stackOf(daysByAgent.map(({ cumulative }) => cumulative.map(Number)))
  const plot = {
    width: width - margin.left - margin.right,
    height: height - margin.top - margin.bottom,
  }
  const top = Math.max(granted ?? 0, layers.at(-1)?.at(-1)?.upper ?? 0, 1)
  const x = scaleLinear([0, length], [0, plot.width])
  const y = scaleLinear([0, top], [plot.height, 0]).nice(4)
  const every = Math.ceil(length / Math.max(2, Math.floor(plot.width / tickSpacing)))
  const ticks = Array.from({ length: Math.ceil(length / every) }, (_, index) => ({
    at: x(index * every),
    label: formatDay(addDays(startsOn, index * every), 'short', i18n.locale),
  }))
  const shape = area<{ lower: number; upper: number }>(
    (_, place) => x(place),
    (layer) => y(layer.lower),
    (layer) => y(layer.upper),
  )
  const read = cursor ?? days.length - 1
  const date = days[read]?.date
  const dateText = date ? formatDay(date, 'long', i18n.locale) : ''

  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        aria-label={t`Days of the period. Arrow keys read single days.`}
        aria-orientation="horizontal"
        aria-valuemin={1}
        aria-valuemax={Math.max(1, days.length)}
        aria-valuenow={read + 1}
        aria-valuetext={dateText}
        onKeyDown={onKeyDown}
        className="touch-pan-y rounded-md"
      >
        <svg
          ref={frame}
          height={height}
          className="block w-full overflow-visible"
          aria-hidden
          onPointerMove={(event) => {
            const { left } = event.currentTarget.getBoundingClientRect()
            const place = Math.floor(x.invert(event.clientX - left - margin.left))
            setCursor(Math.max(0, Math.min(days.length - 1, place)))
          }}
          onPointerLeave={() => setCursor(null)}
        >
          <g transform={`translate(${margin.left} ${margin.top})`}>
            <YAxis
              scale={granted ? y.copy().domain(y.domain().map((at) => at / granted)) : y}
              width={plot.width}
              format={(value) =>
                granted ? formatShare(value, i18n.locale) : formatCreditsTick(value, i18n.locale)
              }
            />
            <XAxis ticks={ticks} y={plot.height + 20} />
            {layers.map((layer, place) => (
              <path
                key={daysByAgent[place]?.agent?.id ?? 'others'}
                d={shape([{ lower: 0, upper: 0 }, ...layer]) ?? undefined}
                className={`${fills[place]} stroke-surface`}
              />
            ))}
            {cursor !== null && (
              <line x1={x(read + 1)} x2={x(read + 1)} y2={plot.height} className="stroke-ink" />
            )}
          </g>
        </svg>
      </div>
      <table className="mt-4 w-full max-w-xl tabular-nums">
        <caption aria-live="polite" className="pb-2 text-left text-muted">
          {t`In total by the end of ${dateText}`}
        </caption>
        <tbody>
          {daysByAgent.map(({ agent, cumulative }, place) => (
            <tr key={agent?.id ?? 'others'}>
              <td className="w-full max-w-0 py-1">
                <span className="flex items-center gap-2">
                  <span aria-hidden className={`size-2.5 shrink-0 rounded-xs ${dots[place]}`} />
                  <span className="truncate" title={agent?.name}>
                    {agent?.name ?? t`All other agents`}
                  </span>
                </span>
              </td>
              <td className="w-28 text-right">
                {formatCredits((cumulative[read] ?? '0') as Credits, i18n.locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
