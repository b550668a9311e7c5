import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits, type Credits } from '../../lib/format-credits'
import { formatDay } from '../../lib/format-date'

const DayReadoutFragment = graphql(`
  fragment DayReadout on UsageDay {
    date
    credits
    cumulative
    succeeded
    failed
  }
`)

const EstimateReadoutFragment = graphql(`
  fragment EstimateReadout on ForecastDay {
    date
    expected
    low
    high
  }
`)

interface DayReadoutProps {
  day?: FragmentType<typeof DayReadoutFragment>
  /** Instead of a day: one to come. */
  estimate?: FragmentType<typeof EstimateReadoutFragment>
  /** What all workspaces have used by then, or are estimated to have; where they are shown. */
  ofAll?: Credits
}

/** The figures of the day under the cursor, also for those who hear them. */
export function DayReadout(props: DayReadoutProps) {
  const { i18n } = useLingui()
  const day = readFragment(DayReadoutFragment, props.day)
  const estimate = readFragment(EstimateReadoutFragment, props.estimate)
  const ofAll = props.ofAll && formatCredits(props.ofAll, i18n.locale)
  return (
    <p aria-live="polite" className="text-muted tabular-nums">
      {day ? (
        <>
          <span className="font-medium text-ink">{formatDay(day.date, 'long', i18n.locale)}</span>
          {': '}
          <Trans>
            {formatCredits(day.credits, i18n.locale)} on the day,{' '}
            {formatCredits(day.cumulative, i18n.locale)} in total
          </Trans>
          {', '}
          <Plural value={day.succeeded + day.failed} one="# run" other="# runs" />
        </>
      ) : estimate ? (
        <>
          <span className="font-medium text-ink">
            {formatDay(estimate.date, 'long', i18n.locale)}
          </span>
          {': '}
          <Trans>
            estimated {formatCredits(estimate.expected, i18n.locale)} in total, between{' '}
            {formatCredits(estimate.low, i18n.locale)} and{' '}
            {formatCredits(estimate.high, i18n.locale)}
          </Trans>
        </>
      ) : (
        <Trans>Point at a day, touch it, or use the arrow keys</Trans>
      )}
      {ofAll && (
        <>
          {'. '}
          <Trans>All workspaces: {ofAll} in total</Trans>
        </>
      )}
    </p>
  )
}
