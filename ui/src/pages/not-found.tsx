import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { Message } from '../components/message'
import { buttonClass } from '../components/ui/button'
import { useTitle } from '../lib/use-title'

export function NotFoundPage() {
  const { t } = useLingui()
  useTitle(t`Page not found`)
  return (
    <main className="pt-16">
      <h1 className="sr-only">{t`Page not found`}</h1>
      <Message
        icon={<Compass size={20} aria-hidden />}
        title={t`There is no page here`}
        action={
          <Link to="/" className={buttonClass('secondary')}>
            {t`Go to the dashboard`}
          </Link>
        }
      >
        {t`The address may be mistyped, or the page was moved.`}
      </Message>
    </main>
  )
}
