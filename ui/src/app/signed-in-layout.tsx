import { useLingui } from '@lingui/react/macro'
import { Link, Outlet, useParams, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { Logo } from '../components/logo'
import { Skeleton } from '../components/ui/skeleton'
import { Toaster } from '../components/ui/toaster'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { leaveForSignIn } from './leave-for-sign-in'
import { HeaderTools } from './header-tools'
import { PageLinks } from './page-links'
import { WorkspaceSwitcher } from './workspace-switcher'

const ViewerQuery = graphql(`
  query Viewer {
    viewer {
      ...WorkspaceSwitcher
      ...PageLinks
      ...HeaderTools
    }
  }
`)

export function SignedInLayout() {
  const { t } = useLingui()
  const { history } = useRouter()
  const { workspaceId, contractId } = useParams({ strict: false })
  const [{ data, error }, refetch] = useQuery({ query: ViewerQuery })
  const viewer = data?.viewer

  const stranger = data !== undefined && !viewer
  useEffect(() => {
    if (stranger) leaveForSignIn(history)
  }, [stranger, history])

  return (
    <>
      <a
        href="#content"
        className="sr-only rounded-md bg-raised px-3 py-2 shadow-menu focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-30"
      >
        {t`Skip to content`}
      </a>
      <header className="sticky top-0 z-10 border-b border-line bg-surface">
        <div className="mx-auto flex h-14 max-w-6xl items-center gap-2 px-4 sm:px-6">
          <Link to="/" aria-label="Cistern" className="rounded-md">
            <Logo />
          </Link>
          <div className="flex min-w-0 flex-1 items-center">
            {viewer ? (
              <WorkspaceSwitcher viewer={viewer} />
            ) : (
              !error && <Skeleton className="ml-2 h-4 w-28" />
            )}
          </div>
          {viewer && <HeaderTools viewer={viewer} />}
        </div>
        {viewer ? (
          <PageLinks viewer={viewer} />
        ) : (
          (workspaceId ?? contractId) && !error && <div className="h-9" />
        )}
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto max-w-6xl px-4 py-6 outline-none sm:px-6 sm:py-8"
      >
        {error && !viewer ? (
          <ErrorState
            problem={problemOf(error)}
            onRetry={() => refetch({ requestPolicy: 'network-only' })}
          />
        ) : (
          <Outlet />
        )}
      </main>
      <Toaster />
    </>
  )
}
