import { Trans, useLingui } from '@lingui/react/macro'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatInstant } from '../../lib/format-date'
import { formatShare } from '../../lib/format-number'
import { methodWords } from './method-words'
import { PoolOutlook } from './pool-outlook'

const ForecastNoteFragment = graphql(`
  fragment ForecastNote on CreditsDashboard {
    forecast {
      madeAt
      enoughData
      pool {
        method
        weekError
      }
    }
    ...PoolOutlook
  }
`)

interface ForecastNoteProps {
  dashboard: FragmentType<typeof ForecastNoteFragment>
  timeZone: string
}

/** Where use leads, said to be an estimate; nothing for a past period. */
export function ForecastNote({ timeZone, ...props }: ForecastNoteProps) {
  const { t, i18n } = useLingui()
  const dashboard = readFragment(ForecastNoteFragment, props.dashboard)
  const { forecast } = dashboard

  if (!forecast) return null
  if (!forecast.pool) {
    return (
      <p className="mt-4 text-muted text-pretty">
        <Trans>There is not enough data for an estimate yet: it takes three days of use.</Trans>
      </p>
    )
  }
  const { method, weekError } = forecast.pool
  const off = weekError == null ? null : formatShare(weekError, i18n.locale)
  const madeAt = formatInstant(forecast.madeAt, timeZone, i18n.locale)
  return (
    <div className="mt-4 space-y-1 text-pretty">
      <PoolOutlook dashboard={dashboard} timeZone={timeZone} />
      {off && (
        <p data-figure="week-error" className="text-muted tabular-nums">
          <Trans>Past weeks estimated this way were off by {off} on average.</Trans>
        </p>
      )}
      <details className="text-muted">
        <summary className="w-fit rounded-md hover:text-ink">
          <Trans>Estimate of {madeAt}</Trans>
        </summary>
        <p className="mt-1 max-w-prose">
          {t(methodWords[method])}{' '}
          {t`Agents that are disabled now are left out. In four cases of five the use should end up in the range; in tests with known ends it did in 71 to 84 % of cases.`}
        </p>
      </details>
      {!forecast.enoughData && (
        <p className="text-muted">
          <Trans>This workspace alone does not have the three days of use that it takes yet.</Trans>
        </p>
      )}
    </div>
  )
}
