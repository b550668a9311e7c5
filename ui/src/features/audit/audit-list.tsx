import { useLingui } from '@lingui/react/macro'
import { PageHead } from '../../components/page-head'
import { PageTurns } from '../../components/page-turns'
import { RowList } from '../../components/row-list'
import { Select } from '../../components/ui/select'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { oneOf } from '../../lib/url-state'
import type { ActionKind } from './action-kinds'
import { kindWords } from './action-words'
import { AuditRow } from './audit-row'

const AuditListFragment = graphql(`
  fragment AuditList on AuditEntryConnection {
    nodes {
      id
      ...AuditRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`)

interface View {
  kind?: ActionKind
  after?: string
}

interface AuditListProps {
  about: string
  log: FragmentType<typeof AuditListFragment>
  timeZone: string
  /** The kinds that there can be. */
  kinds: readonly ActionKind[]
  view: View
  onView: (view: View) => void
}

/** Changes, newest first, all or those of one kind. */
export function AuditList({ about, timeZone, kinds, view, onView, ...props }: AuditListProps) {
  const { t, i18n } = useLingui()
  const { nodes, pageInfo } = readFragment(AuditListFragment, props.log)
  return (
    <div className="space-y-4">
      <PageHead title={t`Audit log`} about={about}>
        <Select
          label={t`Which changes`}
          labelHidden
          value={view.kind ?? ''}
          onChange={({ target }) => onView({ kind: oneOf(kinds, target.value) })}
          choices={[
            { value: '', label: t`All changes` },
            ...kinds.map((value) => ({ value, label: i18n._(kindWords[value]) })),
          ]}
        />
      </PageHead>
      <RowList title={t`Changes`} empty={t`Nothing was changed yet.`}>
        {nodes.map((entry) => (
          <AuditRow key={entry.id} entry={entry} timeZone={timeZone} />
        ))}
      </RowList>
      <PageTurns
        turned={view.after !== undefined}
        next={pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null}
        onTurn={(after) => onView({ kind: view.kind, after })}
      />
    </div>
  )
}
