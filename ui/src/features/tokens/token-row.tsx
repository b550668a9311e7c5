import { useLingui } from '@lingui/react/macro'
import { useMutation } from 'urql'
import { ConfirmButton } from '../../components/confirm-button'
import { Row } from '../../components/row-list'
import { Badge } from '../../components/ui/badge'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatAgo, formatInstantDay } from '../../lib/format-date'
import { refusalOf } from '../../lib/refusal'
import { scopeWords } from './scope-words'

const TokenRowFragment = graphql(`
  fragment TokenRow on ServiceToken {
    id
    name
    hint
    scopes
    createdAt
    expiresAt
    lastUsedAt
    createdBy {
      id
      name
    }
    workspace {
      id
      name
    }
  }
`)

const RevokeServiceTokenMutation = graphql(`
  mutation RevokeServiceToken($input: RevokeServiceTokenInput!) {
    revokeServiceToken(input: $input) {
      userErrors {
        message
      }
    }
  }
`)

interface TokenRowProps {
  token: FragmentType<typeof TokenRowFragment>
  /** Global id of what the list is about. */
  owner: string
  now: number
  onRevoked: () => void
}

/** A service token: what it may do, and when it was last used. */
export function TokenRow({ token: masked, owner, now, onRevoked }: TokenRowProps) {
  const { t, i18n } = useLingui()
  const token = readFragment(TokenRowFragment, masked)
  const [, revoke] = useMutation(RevokeServiceTokenMutation)
  const expired = token.expiresAt != null && Date.parse(token.expiresAt) <= now
  const facts = [
    token.hint,
    token.workspace && token.workspace.id !== owner && t`for ${token.workspace.name} alone`,
    token.scopes.map((scope) => (scopeWords[scope] ? i18n._(scopeWords[scope]) : scope)).join(', '),
    token.lastUsedAt
      ? t`used ${formatAgo(token.lastUsedAt, now, i18n.locale)}`
      : t`never used`,
    token.createdBy && t`made by ${token.createdBy.name}`,
    token.expiresAt && !expired
      ? t`ends ${formatInstantDay(token.expiresAt, 'UTC', i18n.locale)}`
      : null,
  ]

  async function confirm() {
    const { data, error } = await revoke({ input: { serviceTokenId: token.id } })
    const unreachable = t`The server could not be reached or would not.`
    const refused = refusalOf(error, data?.revokeServiceToken.userErrors, unreachable)
    if (!refused) onRevoked()
    return refused
  }

  return (
    <Row title={token.name} detail={facts.filter(Boolean).join(' · ')}>
      {expired && <Badge tone="neutral">{t`Expired`}</Badge>}
      <ConfirmButton
        label={t`Revoke`}
        title={t`Revoke ${token.name}`}
        about={t`Programs that use it are refused within a second. It cannot be brought back.`}
        onConfirm={confirm}
      />
    </Row>
  )
}
