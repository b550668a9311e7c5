import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Hint } from '../../components/hint'
import { Card } from '../../components/ui/card'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatChange, formatCount } from '../../lib/format-number'

const MetricCardsFragment = graphql(`
  fragment MetricCards on DashboardCards {
    agentBuilders {
      value
      previous
    }
    agentsInAction {
      value
      previous
    }
    runsCompleted {
      value
      failed
      previous
    }
  }
`)

export function MetricCards(props: { cards: FragmentType<typeof MetricCardsFragment> }) {
  const { t, i18n } = useLingui()
  const { agentBuilders, agentsInAction, runsCompleted } = readFragment(
    MetricCardsFragment,
    props.cards,
  )
  const failed = formatCount(runsCompleted.failed, i18n.locale)
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <MetricCard
        name="agent-builders"
        label={t`Agent builders`}
        meaning={t`People who created agents that existed in this period, each counted once.`}
        metric={agentBuilders}
      />
      <MetricCard
        name="agents-in-action"
        label={t`Agents in action`}
        meaning={t`Agents that finished at least one run in this period, deleted ones included.`}
        metric={agentsInAction}
      />
      <MetricCard
        name="runs-completed"
        label={t`Runs completed`}
        meaning={t`Runs that finished in this period, whether they succeeded or failed. Failed ones can use credits too.`}
        metric={runsCompleted}
        detail={
          runsCompleted.failed > 0 ? (
            <span className="text-bad">
              <Trans>{failed} failed</Trans>
            </span>
          ) : (
            t`none failed`
          )
        }
      />
    </div>
  )
}

interface MetricCardProps {
  name: string
  label: string
  /** What is counted. */
  meaning: string
  metric: { value: number; previous?: number | null }
  detail?: ReactNode
}

function MetricCard({ name, label, meaning, metric, detail }: MetricCardProps) {
  const { i18n } = useLingui()
  return (
    <Card className="p-5" aria-label={label}>
      <div className="flex items-center gap-1">
        <h2 className="text-muted">{label}</h2>
        <Hint about={label}>{meaning}</Hint>
      </div>
      <p className="mt-1 flex items-baseline gap-2 tabular-nums">
        <span data-figure={name} className="text-2xl font-semibold tracking-tight">
          {formatCount(metric.value, i18n.locale)}
        </span>
        {detail && <span className="text-muted">{detail}</span>}
      </p>
      <Change {...metric} />
    </Card>
  )
}

/** More is neither good nor bad here: the arrow tells the way, no colour judges it. */
function Change({ value, previous }: { value: number; previous?: number | null }) {
  const { i18n } = useLingui()
  if (previous === null || previous === undefined) {
    return (
      <p className="mt-2 text-xs text-muted">
        <Trans>No earlier period to compare with</Trans>
      </p>
    )
  }
  const Arrow = value > previous ? ArrowUpRight : value < previous ? ArrowDownRight : ArrowRight
  const change = formatChange(value, previous, i18n.locale)
  const before = formatCount(previous, i18n.locale)
  return (
    <p className="mt-2 flex items-center gap-1 text-xs text-muted tabular-nums">
      <Arrow size={14} aria-hidden className="shrink-0" />
      <span>
        {change && <span className="font-medium text-ink">{change} </span>}
        <Trans>from {before} by this point last period</Trans>
      </span>
    </p>
  )
}
