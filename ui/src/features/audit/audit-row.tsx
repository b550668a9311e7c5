import { useLingui } from '@lingui/react/macro'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatInstant } from '../../lib/format-date'
import { translated } from '../../lib/translated'
import { actionWords } from './action-words'

const AuditRowFragment = graphql(`
  fragment AuditRow on AuditEntry {
    id
    at
    actorKind
    actorName
    action
    subjectId
    subjectName
    reason
    requestId
    changes {
      name
      before
      after
    }
  }
`)

interface AuditRowProps {
  entry: FragmentType<typeof AuditRowFragment>
  timeZone: string
}

/** A change: who, what, when, why; unfolded, what was before and is since. */
export function AuditRow({ entry: masked, timeZone }: AuditRowProps) {
  const { t, i18n } = useLingui()
  const entry = readFragment(AuditRowFragment, masked)
  const word = actionWords[entry.action]
  const reason = (entry.actorKind === 'SYSTEM' && translated(entry.reason)) || entry.reason
  const kinds = {
    USER: t`Somebody`,
    TOKEN: t`A program`,
    SYSTEM: t`Cistern`,
    OPERATOR: t`The operator`,
  }

  return (
    <li className="px-5 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <div className="font-medium break-words">
          {word ? i18n._(word) : entry.action}
          {entry.subjectName && <span className="font-normal"> · {entry.subjectName}</span>}
        </div>
        <time dateTime={entry.at} className="text-muted">
          {formatInstant(entry.at, timeZone, i18n.locale)}
        </time>
      </div>
      <div className="break-words text-muted">
        {entry.actorName ?? kinds[entry.actorKind]}
        {reason && ` · “${reason}”`}
      </div>
      <details className="mt-0.5">
        <summary className="w-fit rounded-sm py-0.5 text-muted hover:text-ink">{t`Details`}</summary>
        <dl className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-[max-content_1fr]">
          {entry.changes.map(({ name, before, after }) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="break-all">
                <span className="sr-only">{t`Before:`} </span>
                <s className="text-muted">{before ?? t`nothing`}</s>
                <span aria-hidden> → </span>
                <span className="sr-only">{t`After:`} </span>
                {after ?? t`nothing`}
              </dd>
            </div>
          ))}
          <dt className="text-muted">{t`Subject`}</dt>
          <dd className="break-all">{entry.subjectId}</dd>
          {entry.requestId && (
            <div className="contents">
              <dt className="text-muted">{t`Request`}</dt>
              <dd className="break-all">{entry.requestId}</dd>
            </div>
          )}
        </dl>
      </details>
    </li>
  )
}
