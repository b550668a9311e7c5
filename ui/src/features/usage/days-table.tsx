import { useLingui } from '@lingui/react/macro'
import { ChevronRight } from 'lucide-react'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits, formatExactCredits } from '../../lib/format-credits'
import { formatDay } from '../../lib/format-date'
import { formatCount } from '../../lib/format-number'

const DaysTableFragment = graphql(`
  fragment DaysTable on CreditsDashboard {
    days {
      date
      credits
      cumulative
      succeeded
      failed
    }
    forecast {
      days {
        date
        expected
        low
        high
      }
    }
  }
`)

/** The chart's figures as a table, folded away until asked for. */
export function DaysTable(props: { dashboard: FragmentType<typeof DaysTableFragment> }) {
  const { t, i18n } = useLingui()
  const { days, forecast } = readFragment(DaysTableFragment, props.dashboard)
  const heads = [t`Day`, t`Credits`, t`Total`, t`Succeeded`, t`Failed`]
  const estimates = forecast?.days.slice(1) ?? [] // today has its own figures
  return (
    <details className="group mt-3">
      <summary className="inline-flex list-none items-center gap-1 rounded-md text-muted hover:text-ink">
        <ChevronRight size={14} aria-hidden className="transition-transform group-open:rotate-90" />
        {t`View as table`}
      </summary>
      <section
        aria-label={t`Use by day`}
        tabIndex={0}
        className="mt-3 max-h-80 overflow-auto rounded-md border border-line"
      >
        <table className="w-full text-right tabular-nums">
          <thead className="sticky top-0 bg-surface text-muted">
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col" className="px-3 py-2 font-normal first:text-left">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.date} className="border-t border-line">
                <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
                  {formatDay(day.date, 'short', i18n.locale)}
                </th>
                <td className="px-3" title={formatExactCredits(day.credits, i18n.locale)}>
                  {formatCredits(day.credits, i18n.locale)}
                </td>
                <td className="px-3" title={formatExactCredits(day.cumulative, i18n.locale)}>
                  {formatCredits(day.cumulative, i18n.locale)}
                </td>
                <td className="px-3">{formatCount(day.succeeded, i18n.locale)}</td>
                <td className="px-3">{formatCount(day.failed, i18n.locale)}</td>
              </tr>
            ))}
            {estimates.map((day) => (
              <tr key={day.date} className="border-t border-line text-muted">
                <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
                  {formatDay(day.date, 'short', i18n.locale)}
                </th>
                <td className="px-3">{t`Estimated`}</td>
                <td className="px-3">{formatCredits(day.expected, i18n.locale)}</td>
                <td className="px-3" colSpan={2}>
                  {formatCredits(day.low, i18n.locale)} – {formatCredits(day.high, i18n.locale)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
