import { useLingui } from '@lingui/react/macro'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { PasswordSettings } from '../features/accounts/password-settings'
import { ProfileSettings } from '../features/accounts/profile-settings'
import { SessionSettings } from '../features/accounts/session-settings'
import { AppearanceSettings } from '../features/appearance/appearance-settings'
import { EmailSettings } from '../features/notifications/email-settings'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'

const SettingsPageQuery = graphql(`
  query SettingsPage {
    viewer {
      hasPassword
      ...ProfileSettings
      ...EmailSettings
      ...SessionSettings
    }
  }
`)

/** What a person sets for themselves, a section for each subject. */
export function SettingsPage() {
  const { t } = useLingui()
  useTitle(t`Settings`)
  const [{ data, error }, refetch] = useQuery({
    query: SettingsPageQuery,
    requestPolicy: 'cache-and-network',
  })
  const renew = () => refetch({ requestPolicy: 'network-only' })
  const viewer = data?.viewer

  return (
    <div className="space-y-4">
      <h1 className="text-xl font-semibold tracking-tight">{t`Settings`}</h1>
      <AppearanceSettings />
      {error && !viewer && <ErrorState problem={problemOf(error)} onRetry={renew} />}
      {viewer && (
        <>
          <ProfileSettings viewer={viewer} />
          <EmailSettings viewer={viewer} />
          {viewer.hasPassword && <PasswordSettings onChanged={renew} />}
          <SessionSettings viewer={viewer} onEnded={renew} />
        </>
      )}
    </div>
  )
}
