import { useLingui } from '@lingui/react/macro'
import { useMutation } from 'urql'
import { SettingsSection } from '../../components/settings-section'
import { Badge } from '../../components/ui/badge'
import { Button } from '../../components/ui/button'
import { toast } from '../../components/ui/toast'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatAgo, formatInstantDay } from '../../lib/format-date'
import { useNow } from '../../lib/use-now'
import { browserName } from './browser-name'

const SessionSettingsFragment = graphql(`
  fragment SessionSettings on Viewer {
    sessions {
      id
      userAgent
      createdAt
      lastSeenAt
      current
    }
  }
`)

const EndSessionMutation = graphql(`
  mutation EndSession($input: EndSessionInput!) {
    endSession(input: $input) {
      userErrors {
        message
      }
    }
  }
`)

const SignOutEverywhereMutation = graphql(`
  mutation SignOutEverywhere($input: SignOutEverywhereInput!) {
    signOutEverywhere(input: $input) {
      userErrors {
        message
      }
    }
  }
`)

interface SessionSettingsProps {
  viewer: FragmentType<typeof SessionSettingsFragment>
  onEnded: () => void
}

/** Where one is signed in, with ways out. */
export function SessionSettings({ viewer, onEnded }: SessionSettingsProps) {
  const { t, i18n } = useLingui()
  const now = useNow(60_000)
  const { sessions } = readFragment(SessionSettingsFragment, viewer)
  const [, end] = useMutation(EndSessionMutation)
  const [, endOthers] = useMutation(SignOutEverywhereMutation)

  async function report(ending: Promise<{ error?: unknown }>) {
    const { error } = await ending
    if (error) toast({ text: t`The server could not be reached or would not.`, tone: 'bad' })
    else onEnded()
  }

  return (
    <SettingsSection
      title={t`Sessions`}
      about={t`Where you are signed in. A session ends after 12 hours without use, and after 14 days.`}
    >
      <ul className="divide-y divide-line">
        {sessions.map(({ id, userAgent, createdAt, lastSeenAt, current }) => {
          const name = browserName(userAgent) ?? t`Unknown browser`
          return (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0">
              <div className="min-w-40 flex-1">
                <div className="font-medium break-words">{name}</div>
                <div className="text-muted">
                  {t`since ${formatInstantDay(createdAt, 'UTC', i18n.locale)}, used ${formatAgo(lastSeenAt, now, i18n.locale)}`}
                </div>
              </div>
              {current ? (
                <Badge tone="good">{t`This one`}</Badge>
              ) : (
                <Button
                  look="quiet"
                  aria-label={t`End the session of ${name}`}
                  onClick={() => void report(end({ input: { sessionId: id } }))}
                >
                  {t`End`}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {sessions.length > 1 && (
        <Button
          className="mt-3"
          onClick={() => void report(endOthers({ input: { keepThis: true } }))}
        >
          {t`Sign out everywhere else`}
        </Button>
      )}
    </SettingsSection>
  )
}
