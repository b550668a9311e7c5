import { Trans, useLingui } from '@lingui/react/macro'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatInstant } from '../../lib/format-date'
import { PoolOutlook } from './pool-outlook'

const ForecastNoteFragment = graphql(`
  fragment ForecastNote on CreditsDashboard {
    forecast {
      madeAt
      enoughData
      pool {
        expected
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
  const madeAt = formatInstant(forecast.madeAt, timeZone, i18n.locale)
  return (
    <div className="mt-4 space-y-1 text-pretty">
      <PoolOutlook dashboard={dashboard} timeZone={timeZone} />
      <details className="text-muted">
        <summary className="w-fit rounded-md hover:text-ink">
          <Trans>Estimate of {madeAt}</Trans>
        </summary>
        <p className="mt-1 max-w-prose">
          {t`It follows the use of each agent by weekday over the last eight weeks; agents that are disabled now are left out. In four cases of five the use should end up in the range; in tests with known ends it did in 72 to 86 % of cases.`}
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
