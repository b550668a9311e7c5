import { useLingui } from '@lingui/react/macro'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { FrontPage } from '../components/front-page'
import { buttonClass } from '../components/ui/button'
import { ProviderLink } from '../features/accounts/provider-link'
import { ProviderRefusal } from '../features/accounts/provider-refusal'
import { SignInForm } from '../features/accounts/sign-in-form'
import { graphql } from '../gql'
import { pageAfterSignIn } from '../lib/sign-in-url'
import { useTitle } from '../lib/use-title'

const route = getRouteApi('/signed-out/sign-in')

const SignInPageQuery = graphql(`
  query SignInPage {
    signInProvider {
      ...ProviderLink
    }
  }
`)

export function SignInPage() {
  const { t } = useLingui()
  const { next, problem } = route.useSearch()
  const [{ data }] = useQuery({ query: SignInPageQuery })
  useTitle(t`Sign in`)

  const page = pageAfterSignIn(next, location.origin)
  // A whole new page, so that nothing of an earlier session stays in memory.
  const enter = () => location.replace(page)

  return (
    <FrontPage title={t`Sign in to Cistern`}>
      {problem && <ProviderRefusal problem={problem} />}
      <SignInForm onSignedIn={enter} />
      {data?.signInProvider && <ProviderLink provider={data.signInProvider} next={page} />}
      <Link to="/forgot-password" className={`${buttonClass('quiet')} w-full`}>
        {t`Forgot your password?`}
      </Link>
    </FrontPage>
  )
}
