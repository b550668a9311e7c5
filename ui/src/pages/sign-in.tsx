import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { Logo } from '../components/logo'
import { Card } from '../components/ui/card'
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
    <div className="mx-auto w-full max-w-sm">
      <div className="mb-6 flex flex-col items-center gap-4 text-center">
        <Logo className="size-10" />
        <h1 className="text-xl font-semibold tracking-tight">{t`Sign in to Cistern`}</h1>
      </div>
      <Card className="space-y-4 p-6">
        {problem && <ProviderRefusal problem={problem} />}
        <SignInForm onSignedIn={enter} />
        {data?.signInProvider && <ProviderLink provider={data.signInProvider} next={page} />}
      </Card>
    </div>
  )
}
