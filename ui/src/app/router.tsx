import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
  type RouterHistory,
} from '@tanstack/react-router'
import type { Client } from 'urql'
import { line, oneOf, parseSearch, stringifySearch } from '../lib/url-state'
import { accountSearch } from '../pages/account-search'
import { accountsSearch } from '../pages/accounts-search'
import { auditSearch } from '../pages/audit-search'
import { CreditsPageQuery } from '../pages/credits-query'
import { creditsSearch, creditsVariables } from '../pages/credits-search'
import { ledgerSearch } from '../pages/ledger-search'
import { pagedSearch } from '../pages/paged-search'
import { signInSearch } from '../pages/sign-in-search'
import { activateLocale, locales, preferredLocale, type Locale } from '../features/appearance/locale'
import { RootLayout } from './root-layout'
import { SignedInLayout } from './signed-in-layout'
import { themes, type Theme } from '../features/appearance/theme'

const root = createRootRouteWithContext<{ client: Client }>()({
  validateSearch: (search: Record<string, unknown>): { lang?: Locale; theme?: Theme } => ({
    lang: oneOf(locales, search.lang),
    theme: oneOf(themes, search.theme),
  }),
  search: { middlewares: [retainSearchParams(['lang', 'theme'])] },
  loaderDeps: ({ search }) => ({ lang: search.lang }),
  // A loader, because the code of pages is not held up by loaders.
  loader: ({ deps }) => activateLocale(deps.lang ?? preferredLocale()),
  component: RootLayout,
  notFoundComponent: lazyRouteComponent(() => import('../pages/not-found'), 'NotFoundPage'),
})

const signedOut = createRoute({
  getParentRoute: () => root,
  id: 'signed-out',
  component: lazyRouteComponent(() => import('./signed-out-layout'), 'SignedOutLayout'),
})

const signIn = createRoute({
  getParentRoute: () => signedOut,
  path: 'sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('../pages/sign-in'), 'SignInPage'),
})

const invitation = createRoute({
  getParentRoute: () => signedOut,
  path: 'invitation',
  component: lazyRouteComponent(() => import('../pages/invitation'), 'InvitationPage'),
})

const forgotPassword = createRoute({
  getParentRoute: () => signedOut,
  path: 'forgot-password',
  component: lazyRouteComponent(() => import('../pages/forgot-password'), 'ForgotPasswordPage'),
})

const resetPassword = createRoute({
  getParentRoute: () => signedOut,
  path: 'reset-password',
  component: lazyRouteComponent(() => import('../pages/reset-password'), 'ResetPasswordPage'),
})

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: SignedInLayout,
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/home'), 'HomePage'),
})

const credits = createRoute({
  getParentRoute: () => signedIn,
  path: 'workspaces/$workspaceId/credits',
  validateSearch: creditsSearch,
  loaderDeps: ({ search }) => search,
  // Asked for beside the page's code; the page takes up the same question.
  loader: ({ context, params, deps }) => {
    void context.client
      .query(CreditsPageQuery, creditsVariables(params.workspaceId, deps))
      .toPromise()
  },
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('../pages/credits'), 'CreditsPage'),
})

const ledger = createRoute({
  getParentRoute: () => signedIn,
  path: 'workspaces/$workspaceId/ledger',
  validateSearch: ledgerSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('../pages/ledger'), 'LedgerPage'),
})

const members = createRoute({
  getParentRoute: () => signedIn,
  path: 'workspaces/$workspaceId/members',
  validateSearch: pagedSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('../pages/members'), 'MembersPage'),
})

const tokens = createRoute({
  getParentRoute: () => signedIn,
  path: 'workspaces/$workspaceId/tokens',
  validateSearch: pagedSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('../pages/tokens'), 'TokensPage'),
})

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: 'workspaces/$workspaceId/audit',
  validateSearch: auditSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('../pages/audit'), 'AuditPage'),
})

const contract = createRoute({
  getParentRoute: () => signedIn,
  path: 'contracts/$contractId',
  validateSearch: (search: Record<string, unknown>): { period?: string } => ({
    period: line(search.period, 200),
  }),
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('../pages/contract'), 'ContractPage'),
})

const officers = createRoute({
  getParentRoute: () => signedIn,
  path: 'contracts/$contractId/people',
  validateSearch: pagedSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('../pages/officers'), 'OfficersPage'),
})

const contractTokens = createRoute({
  getParentRoute: () => signedIn,
  path: 'contracts/$contractId/tokens',
  validateSearch: pagedSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('../pages/contract-tokens'), 'ContractTokensPage'),
})

const contractAudit = createRoute({
  getParentRoute: () => signedIn,
  path: 'contracts/$contractId/audit',
  validateSearch: auditSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('../pages/contract-audit'), 'ContractAuditPage'),
})

const account = createRoute({
  getParentRoute: () => signedIn,
  path: 'contracts/$contractId/account',
  validateSearch: accountSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('../pages/account'), 'AccountPage'),
})

const accounts = createRoute({
  getParentRoute: () => signedIn,
  path: 'accounts',
  validateSearch: accountsSearch,
  component: lazyRouteComponent(() => import('../pages/accounts'), 'AccountsPage'),
})

const notifications = createRoute({
  getParentRoute: () => signedIn,
  path: 'notifications',
  validateSearch: pagedSearch,
  component: lazyRouteComponent(() => import('../pages/notifications'), 'NotificationsPage'),
})

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: 'settings',
  component: lazyRouteComponent(() => import('../pages/settings'), 'SettingsPage'),
})

const explorer = createRoute({
  getParentRoute: () => signedIn,
  path: 'explorer',
  component: lazyRouteComponent(() => import('../pages/explorer'), 'ExplorerPage'),
})

export function createAppRouter(client: Client, history: RouterHistory) {
  return createRouter({
    routeTree: root.addChildren([
      signedOut.addChildren([signIn, invitation, forgotPassword, resetPassword]),
      signedIn.addChildren([
        home,
        credits,
        ledger,
        members,
        tokens,
        audit,
        contract,
        officers,
        contractTokens,
        contractAudit,
        account,
        accounts,
        notifications,
        settings,
        explorer,
      ]),
    ]),
    context: { client },
    history,
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
