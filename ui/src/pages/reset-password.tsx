import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { FrontPage } from '../components/front-page'
import { buttonClass } from '../components/ui/button'
import { ResetPasswordForm } from '../features/accounts/reset-password-form'
import { useTitle } from '../lib/use-title'

/** Where a link leads that sets a password. What it carries is behind its #, which browsers send to nobody. */
export function ResetPasswordPage() {
  const { t } = useLingui()
  const [secret] = useState(() => location.hash.slice(1))
  const [reset, setReset] = useState(false)
  useTitle(t`Set a new password`)

  if (reset) {
    return (
      <FrontPage title={t`Your password is set`}>
        <p role="status">{t`You are signed out everywhere. Sign in with your new password.`}</p>
        <Link to="/sign-in" className={`${buttonClass('primary')} h-9 w-full`}>{t`Sign in`}</Link>
      </FrontPage>
    )
  }
  return (
    <FrontPage title={t`Set a new password`} about={t`It signs you out everywhere else.`}>
      <ResetPasswordForm secret={secret} onReset={() => setReset(true)} />
    </FrontPage>
  )
}
