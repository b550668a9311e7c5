import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import { PageHead } from '../../components/page-head'
import { PageTurns } from '../../components/page-turns'
import { RowList } from '../../components/row-list'
import { Button } from '../../components/ui/button'
import { graphql, readFragment, type FragmentType } from '../../gql'
import type { TokenScope } from '../../gql/graphql'
import { useNow } from '../../lib/use-now'
import { TokenRow } from './token-row'

const TokenDialog = lazy(async () => ({
  default: (await import('./token-dialog')).TokenDialog,
}))

const TokenListFragment = graphql(`
  fragment TokenList on ServiceTokenConnection {
    nodes {
      id
      ...TokenRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`)

interface TokenListProps {
  about: string
  /** The workspace or contract that new tokens are for. */
  owner: { id: string; issuableScopes: readonly TokenScope[] }
  tokens: FragmentType<typeof TokenListFragment>
  /** Where the page begins; undefined for the first. */
  after: string | undefined
  onTurn: (after: string | undefined) => void
  /** Told when one was made or revoked. */
  onChanged: () => void
}

/** The tokens by which programs work somewhere. */
export function TokenList({ about, owner, after, onTurn, onChanged, ...props }: TokenListProps) {
  const { t } = useLingui()
  const now = useNow(60_000)
  const [making, setMaking] = useState(false)
  const { nodes, pageInfo } = readFragment(TokenListFragment, props.tokens)
  return (
    <div className="space-y-4">
      <PageHead title={t`Service tokens`} about={about}>
        {owner.issuableScopes.length > 0 && (
          <Button look="primary" onClick={() => setMaking(true)}>{t`New token`}</Button>
        )}
      </PageHead>
      <RowList title={t`Tokens`} empty={t`No program has a token yet.`}>
        {nodes.map((token) => (
          <TokenRow key={token.id} token={token} owner={owner.id} now={now} onRevoked={onChanged} />
        ))}
      </RowList>
      <PageTurns
        turned={after !== undefined}
        next={pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null}
        onTurn={onTurn}
      />
      {making && (
        <Suspense>
          <TokenDialog
            owner={owner.id}
            scopes={owner.issuableScopes}
            onMade={onChanged}
            onClose={() => setMaking(false)}
          />
        </Suspense>
      )}
    </div>
  )
}
