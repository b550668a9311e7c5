import { useLingui } from '@lingui/react/macro'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { ListSkeleton } from '../components/list-skeleton'
import { PageHead } from '../components/page-head'
import { PageTurns } from '../components/page-turns'
import { RowList } from '../components/row-list'
import { Button, buttonClass } from '../components/ui/button'
import { useMarkRead } from '../features/notifications/mark-read'
import { NotificationRow } from '../features/notifications/notification-row'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'

const NotificationsPageQuery = graphql(`
  query NotificationsPage($after: String) {
    viewer {
      notifications(first: 25, after: $after) {
        unreadCount
        nodes {
          id
          createdAt
          ...NotificationRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

const route = getRouteApi('/signed-in/notifications')

/** What the person was told, with what they have not read yet marked. */
export function NotificationsPage() {
  const { t } = useLingui()
  const { after } = route.useSearch()
  const navigate = route.useNavigate()
  const markRead = useMarkRead()
  const [{ data, error }, refetch] = useQuery({
    query: NotificationsPageQuery,
    variables: { after },
    requestPolicy: 'cache-and-network',
  })
  useTitle(t`Notifications`)

  if (error && !data) {
    return (
      <ErrorState
        problem={problemOf(error)}
        page={t`Notifications`}
        onRetry={() => refetch({ requestPolicy: 'network-only' })}
      />
    )
  }
  if (!data?.viewer) return <ListSkeleton />
  const { nodes, unreadCount, pageInfo } = data.viewer.notifications
  // What comes in after the newest that is shown stays unread.
  const newest = after === undefined ? nodes[0] : undefined
  return (
    <div className="space-y-4">
      <PageHead title={t`Notifications`} about={t`What you were told, newest first.`}>
        <div className="flex flex-wrap gap-2">
          <Link
            to="/settings"
            className={`${buttonClass('secondary')} hover:bg-hover`}
          >{t`Choose emails`}</Link>
          {newest && (
            <Button
              disabled={unreadCount === 0}
              onClick={() => void markRead({ until: newest.createdAt })}
            >
              {t`Mark all as read`}
            </Button>
          )}
        </div>
      </PageHead>
      <RowList
        title={t`Inbox`}
        empty={t`Nothing yet. You are told here when credits run low, an agent is held or credits are bought.`}
      >
        {nodes.map((notification) => (
          <NotificationRow key={notification.id} notification={notification} />
        ))}
      </RowList>
      <PageTurns
        turned={after !== undefined}
        next={pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null}
        onTurn={(cursor) => void navigate({ search: { after: cursor } })}
      />
    </div>
  )
}
