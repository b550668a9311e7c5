import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { FrontPage } from '../components/front-page'
import { buttonClass } from '../components/ui/button'
import { ForgotPasswordForm } from '../features/accounts/forgot-password-form'
import { useTitle } from '../lib/use-title'

/** Where whoever forgot their password asks for a link. */
export function ForgotPasswordPage() {
  const { t } = useLingui()
  useTitle(t`Forgot your password?`)
  return (
    <FrontPage
      title={t`Forgot your password?`}
      about={t`Enter the address that you sign in with. You get a link to set a new password.`}
    >
      <ForgotPasswordForm />
      <Link to="/sign-in" className={`${buttonClass('quiet')} w-full`}>{t`Back to sign-in`}</Link>
    </FrontPage>
  )
}
