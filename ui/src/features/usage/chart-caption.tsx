import { useLingui } from '@lingui/react/macro'
import type { UsageChartFragment } from '../../gql/graphql'
import { formatCredits, type Credits } from '../../lib/format-credits'
import type { ChartModel } from './chart-model'

interface ChartCaptionProps {
  id: string
  dashboard: UsageChartFragment
  model: ChartModel
}

/** Where the lines of the chart end, for those who do not see them. */
export function ChartCaption({ id, dashboard, model }: ChartCaptionProps) {
  const { t, i18n } = useLingui()
  const credits = (amount: Credits | undefined) => amount && formatCredits(amount, i18n.locale)
  const estimate = model.estimates.at(-1)
  const used = credits(dashboard.days.at(-1)?.cumulative)
  const ofAll = model.shared && credits(dashboard.poolDays.at(-1))
  const granted = model.granted !== null && credits(dashboard.pool.granted)
  const expected = credits((model.shared ? estimate?.pool : estimate)?.estimate.expected)
  const lines = [
    used && t`This workspace: ${used} in total`,
    ofAll && t`All workspaces: ${ofAll} in total`,
    granted && t`Granted: ${granted}`,
    expected && t`Estimated at the reset: ${expected}`,
  ]
  return (
    <p id={id} className="sr-only">
      {lines.filter(Boolean).join('. ')}
    </p>
  )
}
