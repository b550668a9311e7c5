import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import { Card } from '../../components/ui/card'
import { ChoiceGroup } from '../../components/ui/choice-group'
import { Skeleton } from '../../components/ui/skeleton'
import { useChartCursor } from '../../components/chart/use-chart-cursor'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatDay } from '../../lib/format-date'
import { BurnUp } from './burn-up'
import { ChartCaption } from './chart-caption'
import { chartModel, dayAt, estimateAt, readableDays } from './chart-model'
import { DayReadout } from './day-readout'
import { DaysTable } from './days-table'
import { SharedKey } from './shared-key'

const UsageChartFragment = graphql(`
  fragment UsageChart on CreditsDashboard {
    asOf
    period {
      id
      kind
      current
      startsOn
      endsOn
    }
    used
    allocation
    pool {
      used
      granted
      nearAt
    }
    poolDays
    days {
      date
      startsAt
      credits
      cumulative
      succeeded
      failed
      ...DayReadout
    }
    forecast {
      days {
        date
        expected
        low
        high
        ...EstimateReadout
      }
      pool {
        days {
          expected
          low
          high
        }
      }
    }
    ...DaysTable
  }
`)

const StackedByAgent = lazy(async () => ({
  default: (await import('./stacked-by-agent')).StackedByAgent,
}))

interface UsageChartProps {
  workspaceId: string
  dashboard: FragmentType<typeof UsageChartFragment>
}

/** Use as it grew over the period, with a cursor that reads single days. */
export function UsageChart({ workspaceId, ...props }: UsageChartProps) {
  const { t, i18n } = useLingui()
  const dashboard = readFragment(UsageChartFragment, props.dashboard)
  const model = chartModel(dashboard)
  const [layered, setLayered] = useState<'total' | 'agents'>('total')
  const [unit, setUnit] = useState<'credits' | 'share'>('credits')
  const { cursor, setCursor, onKeyDown } = useChartCursor(
    readableDays(model),
    model.days.length - 1,
  )
  const day = cursor === null ? undefined : model.days[cursor]
  const estimated = cursor === null ? undefined : estimateAt(model, cursor)
  const date = (day?.usage ?? estimated?.estimate)?.date
  const dateText = date && formatDay(date, 'long', i18n.locale)
  const ofAll = estimated?.pool.estimate.expected ?? (cursor === null ? undefined : dashboard.poolDays[cursor])

  return (
    <Card className="p-5">
      <figure aria-labelledby="usage-chart" aria-describedby="usage-chart-caption">
        <figcaption className="mb-2 flex min-h-10 flex-wrap items-start justify-between gap-x-6 gap-y-1">
          <h2 id="usage-chart" className="font-medium">
            {model.shared && layered === 'total' ? t`Use of the shared credits` : t`Use of this workspace`}
          </h2>
          {layered === 'total' && (
            <ChartCaption id="usage-chart-caption" dashboard={dashboard} model={model} />
          )}
          {layered === 'total' && (
            <DayReadout
              day={day?.usage}
              estimate={estimated?.estimate}
              ofAll={model.shared ? ofAll : undefined}
            />
          )}
        </figcaption>
        <div className="mb-4 flex flex-wrap gap-2">
          <ChoiceGroup
            label={t`Show use`}
            labelHidden
            value={layered}
            onChange={setLayered}
            choices={[
              { value: 'total', label: t`In total` },
              { value: 'agents', label: t`By agent` },
            ]}
          />
          {model.granted !== null && (
            <ChoiceGroup
              label={t`Scale`}
              labelHidden
              value={unit}
              onChange={setUnit}
              choices={[
                { value: 'credits', label: t`Credits` },
                { value: 'share', label: t`% of granted` },
              ]}
            />
          )}
          {layered === 'total' && model.shared && <SharedKey />}
        </div>
        {layered === 'agents' ? (
          <Suspense fallback={<Skeleton className="h-70 w-full" />}>
            <StackedByAgent
              workspaceId={workspaceId}
              period={dashboard.period}
              length={model.length}
              granted={unit === 'share' ? model.granted : null}
            />
          </Suspense>
        ) : (
          <>
            <div
              role="slider"
              tabIndex={0}
              aria-label={t`Days of the period. Arrow keys read single days.`}
              aria-orientation="horizontal"
              aria-valuemin={1}
              aria-valuemax={Math.max(1, readableDays(model))}
              aria-valuenow={(cursor ?? model.days.length - 1) + 1}
              aria-valuetext={
                !dateText
                  ? t`no day is being read`
                  : estimated
                    ? t`${dateText}, estimated`
                    : dateText
              }
              onKeyDown={onKeyDown}
              onBlur={() => setCursor(null)}
              className="touch-pan-y rounded-md"
            >
              <BurnUp
                model={model}
                reading={
                  day
                    ? { at: day.to, total: day.total, pool: day.pool }
                    : estimated && {
                        at: estimated.to,
                        total: estimated.expected,
                        pool: estimated.pool.expected,
                      }
                }
                startsOn={dashboard.period.startsOn}
                shares={unit === 'share'}
                onPoint={(place) => setCursor(place === null ? null : dayAt(model, place))}
              />
            </div>
            <DaysTable dashboard={dashboard} shared={model.shared} />
          </>
        )}
      </figure>
    </Card>
  )
}
