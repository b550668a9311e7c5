import { useLingui } from '@lingui/react/macro'
import { Link, Outlet, useParams, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useQuery } from 'urql'
import { ErrorState } from '../components/error-state'
import { Logo } from '../components/logo'
import { Skeleton } from '../components/ui/skeleton'
import { Toaster } from '../components/ui/toaster'
import { graphql } from '../gql'
import { problemOf } from '../lib/problem'
import { leaveForSignIn } from './leave-for-sign-in'
import type { HeaderDialog } from './header-dialogs'
import { HeaderTools } from './header-tools'
import { PageLinks } from './page-links'
import { WorkspaceSwitcher } from './workspace-switcher'

const ViewerQuery = graphql(`
  query Viewer($open: ID!, $anyOpen: Boolean!) {
    viewer {
      ...WorkspaceSwitcher
      ...HeaderTools
    }
    node(id: $open) @include(if: $anyOpen) {
      ... on Workspace {
        id
        name
        allows
      }
      ... on Contract {
        id
        name
        allows
      }
    }
  }
`)

export function SignedInLayout() {
  const { t } = useLingui()
  const { history } = useRouter()
  const { workspaceId, contractId } = useParams({ strict: false })
  const [dialog, setDialog] = useState<HeaderDialog | null>(null)
  const open = workspaceId ?? contractId ?? ''
  const [{ data, error, fetching }, refetch] = useQuery({
    query: ViewerQuery,
    variables: { open, anyOpen: open !== '' },
  })
  const viewer = data?.viewer
  const node = data?.node
  // Until the answer about what was opened is there, the one before it is.
  const place = node && 'allows' in node && node.id === open ? node : undefined

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
              <WorkspaceSwitcher
                viewer={viewer}
                current={place}
                onSearch={() => setDialog('palette')}
              />
            ) : (
              !error && <Skeleton className="ml-2 h-4 w-28" />
            )}
          </div>
          {viewer && <HeaderTools viewer={viewer} dialog={dialog} onDialog={setDialog} />}
        </div>
        {place ? (
          <PageLinks allows={place.allows} />
        ) : (
          open && fetching && <div className="h-9" />
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
