import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Row } from '../../components/row-list'
import { Button } from '../../components/ui/button'
import { graphql, readFragment, type FragmentType } from '../../gql'
import type { NotificationRowFragment as Notification } from '../../gql/graphql'
import { formatInstant } from '../../lib/format-date'
import { useMarkRead } from './mark-read'
import { useNotificationWords } from './notification-words'

const NotificationRowFragment = graphql(`
  fragment NotificationRow on Notification {
    id
    kind
    createdAt
    readAt
    contractName
    timeZone
    contract {
      id
    }
    workspace {
      id
      name
      canViewDashboard
    }
    agent {
      id
      name
    }
    figures {
      type: __typename
      ... on ThresholdFigures {
        threshold
        used
        cap
        resetsAt
      }
      ... on ShortFigures {
        granted
        before
        resetsAt
      }
      ... on SafetyHoldFigures {
        spent
        limit
        hour
      }
      ... on PurchaseFigures {
        kind
        credits
        charge {
          amountMinor
          currency
        }
      }
      ... on RunOutFigures {
        runsOutAt
        used
        granted
        resetsAt
      }
    }
  }
`)

interface NotificationRowProps {
  notification: FragmentType<typeof NotificationRowFragment>
}

/** Something that the person was told; its title leads to where something can be done about it. */
export function NotificationRow(props: NotificationRowProps) {
  const { t, i18n } = useLingui()
  const notification = readFragment(NotificationRowFragment, props.notification)
  const { title, detail } = useNotificationWords(notification)
  const markRead = useMarkRead()
  const unread = !notification.readAt
  const read = () => unread && void markRead({ ids: [notification.id] })

  return (
    <Row
      title={
        <span className={unread ? '' : 'font-normal'}>
          {unread && (
            <>
              <span aria-hidden className="mr-2 inline-block size-2 rounded-full bg-accent" />
              <span className="sr-only">{t`Unread:`} </span>
            </>
          )}
          <Place notification={notification} title={title} onFollow={read} />
        </span>
      }
      detail={
        <>
          <p>{detail}</p>
          <time dateTime={notification.createdAt}>
            {formatInstant(notification.createdAt, notification.timeZone, i18n.locale)}
          </time>
        </>
      }
    >
      {unread && (
        <Button look="quiet" aria-label={t`Mark as read: ${title}`} onClick={read}>
          {t`Mark as read`}
        </Button>
      )}
    </Row>
  )
}

interface PlaceProps {
  notification: Notification
  title: string
  onFollow: () => void
}

/** The contract or the dashboard that it is about, its agents narrowed to the one it is about; plain words where there is none to see. */
function Place({ notification: { contract, workspace, agent }, title, onFollow }: PlaceProps) {
  const look = { onClick: onFollow, className: 'rounded-sm underline-offset-2 hover:underline' }
  if (contract) {
    return (
      <Link to="/contracts/$contractId" params={{ contractId: contract.id }} {...look}>
        {title}
      </Link>
    )
  }
  if (!workspace?.canViewDashboard) return title
  return (
    <Link
      to="/workspaces/$workspaceId/credits"
      params={{ workspaceId: workspace.id }}
      search={{ q: agent?.name }}
      {...look}
    >
      {title}
    </Link>
  )
}
