import { useLingui } from '@lingui/react/macro'
import { buttonClass } from '../../components/ui/button'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { apiOrigin } from '../../lib/api'

const ProviderLinkFragment = graphql(`
  fragment ProviderLink on SignInProvider {
    label
  }
`)

interface ProviderLinkProps {
  provider: FragmentType<typeof ProviderLinkFragment>
  /** Path of this site to come back to. */
  next: string
}

/** Leads away to the provider of identities, which leads back. */
export function ProviderLink({ provider, next }: ProviderLinkProps) {
  const { t } = useLingui()
  const { label } = readFragment(ProviderLinkFragment, provider)
  return (
    <a
      href={`${apiOrigin}/auth/oidc/begin?${new URLSearchParams({ next })}`}
      className={`${buttonClass('secondary')} h-9 w-full`}
    >
      {t`Continue with ${label}`}
    </a>
  )
}
