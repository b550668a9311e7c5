import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { MailX } from 'lucide-react'
import { useState } from 'react'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { FrontPage } from '../components/front-page'
import { ListSkeleton } from '../components/list-skeleton'
import { Message } from '../components/message'
import { Button, buttonClass } from '../components/ui/button'
import { AcceptInvitation } from '../features/accounts/accept-invitation'
import { forgetInvitation, invitationSecret } from '../features/accounts/invitation-secret'
import { JoinForm } from '../features/accounts/join-form'
import { ProviderLink } from '../features/accounts/provider-link'
import { signOut } from '../features/accounts/sign-out'
import { roleWords } from '../features/people/role-words'
import { graphql } from '../gql'
import { formatInstantDay } from '../lib/format-date'
import { problemOf } from '../lib/problem'
import { useTitle } from '../lib/use-title'

const InvitationPageQuery = graphql(`
  query InvitationPage($token: String!) {
    invitation(token: $token) {
      email
      role
      contractRole
      workspaceName
      contractName
      invitedBy
      expiresAt
    }
    viewer {
      user {
        id
        email
      }
    }
    signInProvider {
      ...ProviderLink
    }
  }
`)

/** Leads home: a whole new page, so that it knows of the new role. */
function enter() {
  forgetInvitation()
  location.assign('/')
}

/** What somebody is invited to, with every way to accept it. */
export function InvitationPage() {
  const { t, i18n } = useLingui()
  const [token] = useState(invitationSecret)
  const [{ data, error }, refetch] = useQuery({ query: InvitationPageQuery, variables: { token } })
  useTitle(t`Invitation`)

  if (error && !data) {
    return (
      <ErrorState
        problem={problemOf(error)}
        page={t`Invitation`}
        onRetry={() => refetch({ requestPolicy: 'network-only' })}
      />
    )
  }
  if (!data) return <ListSkeleton />
  const { invitation, viewer, signInProvider } = data
  if (!invitation) {
    return (
      <>
        <h1 className="sr-only">{t`Invitation`}</h1>
        <Message
          icon={<MailX size={20} aria-hidden />}
          title={t`This invitation is not good any more`}
          action={<Link to="/" className={buttonClass('secondary')}>{t`Go to the dashboard`}</Link>}
        >
          {t`It was used, revoked, or is older than seven days. Ask whoever invited you for a new one.`}
        </Message>
      </>
    )
  }

  const { email, invitedBy } = invitation
  const place = invitation.workspaceName ?? invitation.contractName
  const role = invitation.role ?? invitation.contractRole
  const until = formatInstantDay(invitation.expiresAt, 'UTC', i18n.locale)
  const own = viewer?.user.email.toLowerCase() === email.toLowerCase()
  return (
    <FrontPage
      title={t`Join ${place}`}
      about={
        <>
          {invitedBy
            ? t`${invitedBy} invites ${email} to ${invitation.contractName}.`
            : t`${email} is invited to ${invitation.contractName}.`}{' '}
          {role && t`Role: ${i18n._(roleWords[role])}. Good until ${until}.`}
        </>
      }
    >
      {own && <AcceptInvitation token={token} onAccepted={enter} />}
      {viewer && !own && (
        <>
          <p>{t`You are signed in as ${viewer.user.email}. The invitation is made out to ${email}.`}</p>
          <Button className="h-9 w-full" onClick={() => void signOut()}>{t`Sign out`}</Button>
        </>
      )}
      {!viewer && (
        <>
          <JoinForm invitation={token} email={email} onJoined={enter} />
          {signInProvider && <ProviderLink provider={signInProvider} next="/invitation" />}
          <Link
            to="/sign-in"
            search={{ next: '/invitation' }}
            className={`${buttonClass('quiet')} w-full`}
          >
            {t`I have an account`}
          </Link>
        </>
      )}
    </FrontPage>
  )
}
