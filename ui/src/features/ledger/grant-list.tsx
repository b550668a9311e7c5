import { useLingui } from '@lingui/react/macro'
import { Row, RowList } from '../../components/row-list'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits } from '../../lib/format-credits'
import { formatInstantDay } from '../../lib/format-date'
import { grantWords } from './words'

const GrantListFragment = graphql(`
  fragment GrantList on GrantConnection {
    nodes {
      id
      kind
      amount
      remaining
      expiresAt
      createdAt
      note
      grantedBy {
        id
        name
      }
    }
  }
`)

interface GrantListProps {
  grants: FragmentType<typeof GrantListFragment>
  timeZone: string
}

/** What was granted, and by whom. */
export function GrantList({ timeZone, ...props }: GrantListProps) {
  const { t, i18n } = useLingui()
  const { nodes } = readFragment(GrantListFragment, props.grants)
  const day = (instant: string) => formatInstantDay(instant, timeZone, i18n.locale)
  return (
    <RowList title={t`Grants`} empty={t`Nothing was granted yet.`}>
      {nodes.map((grant) => {
        const facts = [
          day(grant.createdAt),
          grant.grantedBy?.name,
          grant.note && `“${grant.note}”`,
          grant.expiresAt ? t`ends ${day(grant.expiresAt)}` : t`never ends`,
        ]
        return (
          <Row
            key={grant.id}
            title={i18n._(grantWords[grant.kind])}
            detail={facts.filter(Boolean).join(' · ')}
          >
            <span className="text-right tabular-nums">
              {formatCredits(grant.amount, i18n.locale)}
              <span className="block text-sm text-muted">
                {t`${formatCredits(grant.remaining, i18n.locale)} left`}
              </span>
            </span>
          </Row>
        )
      })}
    </RowList>
  )
}
