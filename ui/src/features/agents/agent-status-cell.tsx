import { Trans, useLingui } from '@lingui/react/macro'
import { use } from 'react'
import { Popover } from '../../components/ui/popover'
import type { AgentRowFragment } from '../../gql/graphql'
import { formatInstant } from '../../lib/format-date'
import { listFormat } from '../../lib/intl'
import { AgentStatusBadge } from './agent-status'
import { useBlockerWords, useClearerWords } from './blocker-words'
import { TableTime } from './table-time'

/** The status; of an agent that may not start now, a button that tells every reason. */
export function AgentStatusCell({ usage }: { usage: AgentRowFragment }) {
  const badge = <AgentStatusBadge status={usage.status} />
  if (usage.blockers.length === 0) return badge
  const { name } = usage.agent
  return (
    <Popover
      button={badge}
      className="hover:opacity-80"
      title={<Trans>Why {name} cannot start</Trans>}
    >
      <ul className="mt-3 space-y-3">
        {usage.blockers.map((blocker) => (
          <BlockerItem key={blocker.code} blocker={blocker} agent={usage.agent} />
        ))}
      </ul>
    </Popover>
  )
}

interface BlockerItemProps {
  blocker: AgentRowFragment['blockers'][number]
  agent: AgentRowFragment['agent']
}

function BlockerItem({ blocker, agent }: BlockerItemProps) {
  const { i18n } = useLingui()
  const { timeZone } = use(TableTime)
  const reasons = useBlockerWords(agent)
  const words = useClearerWords()
  const instant = (at: string) => formatInstant(at, timeZone, i18n.locale)
  const since = blocker.since && instant(blocker.since)
  const clearsAt = blocker.clearsAt && instant(blocker.clearsAt)
  const people = listFormat(i18n.locale, { type: 'disjunction' }).format(
    blocker.clearedBy.map((clearer) => words[clearer]),
  )
  return (
    <li>
      <p>{reasons[blocker.code]}</p>
      {blocker.code === 'DISABLED_BY_ADMIN' && agent.disabledReason && (
        <blockquote className="my-1 border-l-2 border-line pl-3 break-words">
          {agent.disabledReason}
        </blockquote>
      )}
      <div className="mt-0.5 text-xs text-muted">
        {since && (
          <p>
            <Trans>Since {since}</Trans>
          </p>
        )}
        {clearsAt && (
          <p>
            <Trans>Ends by itself on {clearsAt}</Trans>
          </p>
        )}
        {people && (
          <p>
            <Trans>Who can clear it: {people}</Trans>
          </p>
        )}
      </div>
    </li>
  )
}
