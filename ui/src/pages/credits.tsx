import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { Button } from '../components/ui/button'
import { AgentPageFragment } from '../features/agents/agent-page'
import { formatSort, parseSort, toSort } from '../features/agents/agent-sort'
import { AgentTable } from '../features/agents/agent-table'
import { useMoreAgents } from '../features/agents/use-more-agents'
import { ForecastNote } from '../features/forecast/forecast-note'
import { Freshness } from '../features/usage/freshness'
import { MetricCards } from '../features/usage/metric-cards'
import { PeriodSelector } from '../features/usage/period-selector'
import { PlanOffer } from '../features/usage/plan-offer'
import { UsageSummary } from '../features/usage/usage-summary'
import { readFragment } from '../gql'
import type { Action, AgentRowFragment } from '../gql/graphql'
import { apiOrigin } from '../lib/api'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'
import { CreditsDialogs, type CreditsDialog } from './credits-dialogs'
import { CreditsDashboardFragment, CreditsPageQuery } from './credits-query'
import { creditsVariables, type CreditsSearch } from './credits-search'
import { ChartSkeleton, CreditsSkeleton } from './credits-skeleton'
import { useLiveCredits } from './use-live-credits'

// Drawing takes more code than all else on the page: it is fetched beside it.
const drawing = import('../features/usage/usage-chart')
const UsageChart = lazy(async () => ({ default: (await drawing).UsageChart }))

const ClockButton = lazy(async () => ({
  default: (await import('../features/clock/clock-button')).ClockButton,
}))

const route = getRouteApi('/signed-in/workspaces/$workspaceId/credits')

export function CreditsPage() {
  const { t } = useLingui()
  const { workspaceId } = route.useParams()
  const viewed = route.useSearch()
  const { period, q = '', status = [] } = viewed
  const navigate = route.useNavigate()
  const sort = toSort(viewed.sort)
  const variables = creditsVariables(workspaceId, viewed)
  const [{ data: latest, error, fetching }, refetch] = useQuery({ query: CreditsPageQuery, variables })
  // Drawn in slices, so that neither the first answer nor a frame holds up a press of a key.
  const data = useDeferredValue(latest)
  const renew = () => refetch({ requestPolicy: 'network-only' })
  const more = useMoreAgents(variables)
  const dashboard = readFragment(CreditsDashboardFragment, data?.workspace.creditsDashboard)
  const liveness = useLiveCredits(variables, data, more)
  const [dialog, setDialog] = useState<CreditsDialog | null>(null)
  const actions = useMemo(
    () => ({
      limit: (agent: AgentRowFragment['agent']) => setDialog({ open: 'limit', agent }),
      disableWithReason: (agent: AgentRowFragment['agent']) =>
        setDialog({ open: 'disable', agent }),
    }),
    [setDialog],
  )
  useTitle(data ? t`Credits · ${data.workspace.name}` : t`Credits`)

  const view = (search: CreditsSearch, replace: boolean) =>
    void navigate({ search: (current) => ({ ...current, ...search }), replace, resetScroll: false })
  const selectPeriod = (id: string | undefined) => view({ period: id }, false)

  const shown = dashboard && (period ? dashboard.period.id === period : dashboard.period.current)
  if (error && !shown && problemOf(error) === 'PLAN_NOT_ELIGIBLE') {
    return (
      <>
        <h1 className="sr-only">{t`Credits`}</h1>
        <PlanOffer />
      </>
    )
  }
  if (error && !shown) {
    return <ErrorState problem={problemOf(error)} page={t`Credits`} onRetry={renew} />
  }
  if (!data || !dashboard) return <CreditsSkeleton />

  const { workspace } = data
  const { previousPeriod } = dashboard
  const may = (action: Action) => dashboard.period.current && workspace.allows.includes(action)
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">{t`Credits`}</h1>
          <p className="mt-0.5 text-muted">
            <Freshness
              asOf={dashboard.asOf}
              current={dashboard.period.current}
              liveness={liveness}
              timeZone={workspace.timeZone}
            />
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {workspace.allows.includes('MOVE_CLOCK') && (
            <Suspense>
              <ClockButton workspace={workspace} onMoved={renew} />
            </Suspense>
          )}
          <PeriodSelector
            periods={workspace.periods.nodes}
            of={dashboard}
            onSelect={selectPeriod}
          />
        </div>
      </div>
      <div
        aria-busy={fetching}
        className={`space-y-4 transition-opacity ${fetching ? 'opacity-60 delay-150' : ''}`}
      >
        <UsageSummary
          dashboard={dashboard}
          onBuy={may('BUY_CREDITS') ? () => setDialog({ open: 'purchase' }) : undefined}
          onAllocate={
            may('SET_ALLOCATION') ? () => setDialog({ open: 'allocation' }) : undefined
          }
        >
          <ForecastNote dashboard={dashboard} timeZone={workspace.timeZone} />
        </UsageSummary>
        <Suspense fallback={<ChartSkeleton />}>
          <UsageChart
            key={dashboard.period.id}
            workspaceId={workspace.id}
            dashboard={dashboard}
          />
        </Suspense>
        <MetricCards cards={dashboard.cards} />
        <AgentTable
          pages={[readFragment(AgentPageFragment, dashboard.agents), ...more.pages]}
          asOf={dashboard.asOf}
          timeZone={workspace.timeZone}
          filter={{ search: q, statuses: status }}
          onFilter={({ search, statuses }) =>
            view({ q: search || undefined, status: [...statuses] }, true)
          }
          sort={sort}
          onSort={(next) => view({ sort: parseSort(formatSort(next)) }, true)}
          csv={`${apiOrigin}/export/agents.csv?${new URLSearchParams({ workspace: workspace.id, period: dashboard.period.id })}`}
          actions={may('MANAGE_AGENTS') ? actions : null}
          onCreationPolicy={
            may('SET_CREATION_POLICY') ? () => setDialog({ open: 'creation' }) : undefined
          }
          more={more.state}
          onLoadMore={(after) => void more.loadMore(after)}
          emptyAction={
            previousPeriod && (
              <Button onClick={() => selectPeriod(previousPeriod.id)}>
                {t`See the previous period`}
              </Button>
            )
          }
        />
      </div>
      <CreditsDialogs
        dialog={dialog}
        workspace={workspace}
        allocation={dashboard.allocation ?? null}
        onClose={() => setDialog(null)}
      />
    </div>
  )
}
