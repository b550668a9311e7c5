import { useLingui } from '@lingui/react/macro'
import { ChevronRight } from 'lucide-react'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits, formatExactCredits, type Credits } from '../../lib/format-credits'
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
    poolDays
    forecast {
      days {
        date
        expected
        low
        high
      }
      pool {
        days {
          expected
          low
          high
        }
      }
    }
  }
`)

interface DaysTableProps {
  dashboard: FragmentType<typeof DaysTableFragment>
  /** Whether all workspaces together are told too. */
  shared: boolean
}

/** The chart's figures as a table, folded away until asked for. */
export function DaysTable({ shared, ...props }: DaysTableProps) {
  const { t, i18n } = useLingui()
  const { days, poolDays, forecast } = readFragment(DaysTableFragment, props.dashboard)
  const heads = [t`Day`, t`Credits`, t`Total`, t`Succeeded`, t`Failed`]
  if (shared) heads.push(t`All workspaces`)
  const estimates = forecast?.days.slice(1) ?? [] // today has its own figures
  const ofAll = forecast?.pool?.days.slice(1) ?? []
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
            {days.map((day, place) => (
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
                {shared && (
                  <td className="px-3">{formatCredits(poolDays[place] ?? '0', i18n.locale)}</td>
                )}
              </tr>
            ))}
            {estimates.map((day, place) => (
              <tr key={day.date} className="border-t border-line text-muted">
                <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
                  {formatDay(day.date, 'short', i18n.locale)}
                </th>
                <td className="px-3">{t`Estimated`}</td>
                <td className="px-3">{formatCredits(day.expected, i18n.locale)}</td>
                <td className="px-3" colSpan={2}>
                  <Range of={day} />
                </td>
                {shared && ofAll[place] && (
                  <td className="px-3">
                    {formatCredits(ofAll[place].expected, i18n.locale)}
                    <span className="ml-3 whitespace-nowrap">
                      <Range of={ofAll[place]} />
                    </span>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

/** Where the use should end up in four cases of five. */
function Range({ of }: { of: { low: Credits; high: Credits } }) {
  const { i18n } = useLingui()
  return `${formatCredits(of.low, i18n.locale)} – ${formatCredits(of.high, i18n.locale)}`
}
