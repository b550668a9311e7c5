import { useLingui } from '@lingui/react/macro'
import { Card } from '../../components/ui/card'
import { useChartCursor } from '../../components/chart/use-chart-cursor'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatDay } from '../../lib/format-date'
import { BurnUp } from './burn-up'
import { chartModel, dayAt } from './chart-model'
import { DayReadout } from './day-readout'
import { DaysTable } from './days-table'

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
    pool {
      granted
    }
    days {
      date
      startsAt
      credits
      cumulative
      succeeded
      failed
      ...DayReadout
    }
    ...DaysTable
  }
`)

/** Use as it grew over the period, with a cursor that reads single days. */
export function UsageChart(props: { dashboard: FragmentType<typeof UsageChartFragment> }) {
  const { t, i18n } = useLingui()
  const dashboard = readFragment(UsageChartFragment, props.dashboard)
  const model = chartModel(dashboard)
  const { cursor, setCursor, onKeyDown } = useChartCursor(model.days.length)
  const day = cursor === null ? undefined : model.days[cursor]

  return (
    <Card className="p-5 sm:p-6">
      <figure aria-labelledby="usage-chart">
        <figcaption className="mb-2 flex min-h-10 flex-wrap items-start justify-between gap-x-6 gap-y-1">
          <h2 id="usage-chart" className="font-medium">
            {t`Use of this workspace`}
          </h2>
          <DayReadout day={day?.usage} />
        </figcaption>
        <div
          role="slider"
          tabIndex={0}
          aria-label={t`Days of the period. Arrow keys read single days.`}
          aria-orientation="horizontal"
          aria-valuemin={1}
          aria-valuemax={Math.max(1, model.days.length)}
          aria-valuenow={(cursor ?? model.days.length - 1) + 1}
          aria-valuetext={
            day ? formatDay(day.usage.date, 'long', i18n.locale) : t`no day is being read`
          }
          onKeyDown={onKeyDown}
          onBlur={() => setCursor(null)}
          className="touch-pan-y rounded-md"
        >
          <BurnUp
            model={model}
            day={day}
            startsOn={dashboard.period.startsOn}
            onPoint={(place) => setCursor(place === null ? null : dayAt(model, place))}
          />
        </div>
        <DaysTable dashboard={dashboard} />
      </figure>
    </Card>
  )
}
