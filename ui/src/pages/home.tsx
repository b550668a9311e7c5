import { useLingui } from '@lingui/react/macro'
import { Navigate } from '@tanstack/react-router'
import { Gauge } from 'lucide-react'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { Message } from '../components/message'
import { Button } from '../components/ui/button'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'
import { CreditsSkeleton } from './credits-skeleton'

const HomePageQuery = graphql(`
  query HomePage {
    viewer {
      allows
      dashboards: workspaces(first: 1, allowing: VIEW_DASHBOARD) {
        nodes {
          id
        }
      }
      managed: workspaces(first: 1, allowing: MANAGE_MEMBERS) {
        nodes {
          id
        }
      }
    }
  }
`)

/** Leads an account team to its contracts, and others to the first workspace whose dashboard the person may see, or could after a change of plan. */
export function HomePage() {
  const { t } = useLingui()
  useTitle(t`Home`)
  const [{ data, error }, refetch] = useQuery({ query: HomePageQuery })
  const retry = () => refetch({ requestPolicy: 'network-only' })

  if (error) return <ErrorState problem={problemOf(error)} page={t`Home`} onRetry={retry} />
  if (!data?.viewer) return <CreditsSkeleton />
  const { allows, dashboards, managed } = data.viewer
  if (allows.includes('VIEW_ASSIGNED')) return <Navigate to="/accounts" replace />
  // Without a dashboard, to what the plan would have to be for one: whoever runs a workspace can do something about it.
  const workspace = dashboards.nodes[0] ?? managed.nodes[0]
  if (workspace) {
    return (
      <Navigate
        to="/workspaces/$workspaceId/credits"
        params={{ workspaceId: workspace.id }}
        replace
      />
    )
  }
  return (
    <>
      <h1 className="sr-only">{t`Home`}</h1>
      <Message
        icon={<Gauge size={20} aria-hidden />}
        title={t`No dashboard to show`}
        action={<Button onClick={retry}>{t`Check again`}</Button>}
      >
        {t`The credits dashboard is for owners and admins of workspaces on the Business and Enterprise plans. Ask an owner of your workspace for access.`}
      </Message>
    </>
  )
}
