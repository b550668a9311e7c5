import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Bell } from 'lucide-react'
import { useClient, useQuery, useSubscription } from 'urql'
import { buttonClass } from '../../components/ui/button'
import { usePolling } from '../../lib/use-polling'
import { useSocketOpen } from '../../lib/use-socket-open'
import { useVisible } from '../../lib/use-visible'
import { InboxLiveSubscription, NewestNotificationQuery } from './inbox-live'

/** While there is no socket, in milliseconds. */
const interval = 30_000

/** Leads to the notifications and says how many are unread. Asks apart from the page, so that it never holds one up. */
export function NotificationBell() {
  const { t } = useLingui()
  const client = useClient()
  const [{ data }] = useQuery({ query: NewestNotificationQuery })
  useSubscription({ query: InboxLiveSubscription, pause: !useVisible() })
  usePolling(
    !useSocketOpen(),
    async () => {
      const policy = { requestPolicy: 'network-only' } as const
      const { error } = await client.query(NewestNotificationQuery, {}, policy).toPromise()
      return !error
    },
    interval,
  )
  const count = data?.viewer?.notifications.unreadCount ?? 0

  return (
    <Link
      to="/notifications"
      title={t`Notifications`}
      aria-label={
        count > 0
          ? t`${plural(count, { one: '# unread notification', other: '# unread notifications' })}`
          : t`Notifications`
      }
      className={`relative ${buttonClass('icon')} hover:bg-hover hover:text-ink`}
    >
      <Bell size={16} aria-hidden />
      {count > 0 && (
        <span
          aria-hidden
          className="absolute -top-0.5 -right-0.5 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 text-[0.625rem] font-semibold text-accent-ink tabular-nums"
        >
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  )
}
