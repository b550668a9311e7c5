import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { Logo } from '../components/logo'
import { Card } from '../components/ui/card'
import { SignInForm } from '../features/accounts/sign-in-form'
import { pageAfterSignIn } from '../lib/sign-in-url'
import { useTitle } from '../lib/use-title'

const route = getRouteApi('/signed-out/sign-in')

export function SignInPage() {
  const { t } = useLingui()
  const { next } = route.useSearch()
  useTitle(t`Sign in`)

  // A whole new page, so that nothing of an earlier session stays in memory.
  const enter = () => location.replace(pageAfterSignIn(next, location.origin))

  return (
    <div className="mx-auto w-full max-w-sm">
      <div className="mb-6 flex flex-col items-center gap-4 text-center">
        <Logo className="size-10" />
        <h1 className="text-xl font-semibold tracking-tight">{t`Sign in to Cistern`}</h1>
      </div>
      <Card className="p-6">
        <SignInForm onSignedIn={enter} />
      </Card>
    </div>
  )
}
