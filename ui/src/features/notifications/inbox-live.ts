import type { Cache } from '@urql/exchange-graphcache'
import { graphql } from '../../gql'
import type { InboxLiveSubscription as Frame } from '../../gql/graphql'
import { frameUpdates } from '../../lib/frames'

export const NewestNotificationQuery = graphql(`
  query NewestNotification {
    viewer {
      notifications(first: 1) {
        unreadCount
        nodes {
          id
        }
      }
    }
  }
`)

export const InboxLiveSubscription = graphql(`
  subscription InboxLive($after: String) {
    notifications(after: $after) {
      version
      newest(first: 1) {
        unreadCount
        nodes {
          id
        }
      }
    }
  }
`)

type Inbox = Frame['notifications']['newest']

const sameInbox = (one: Inbox, other: Inbox) =>
  one.unreadCount === other.unreadCount && one.nodes[0]?.id === other.nodes[0]?.id

/** The count is the frame's. Where it says something new, lists of notifications are read anew. */
frameUpdates.notifications = (frame, _, cache) => {
  const { newest } = (frame as unknown as Frame).notifications
  cache.updateQuery({ query: NewestNotificationQuery }, (known) => {
    if (!known?.viewer || sameInbox(known.viewer.notifications, newest)) return known
    readInboxAnew(cache)
    return { ...known, viewer: { ...known.viewer, notifications: newest } }
  })
}

/** Has whatever counts or lists the viewer's notifications read anew. */
export function readInboxAnew(cache: Cache) {
  const viewer = cache.resolve('Query', 'viewer') as string | null
  for (const field of cache.inspectFields(viewer)) {
    if (field.fieldName === 'notifications') {
      cache.invalidate(viewer, field.fieldName, field.arguments)
    }
  }
}
