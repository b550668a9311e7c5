import { useLingui } from '@lingui/react/macro'
import { ListFilter } from 'lucide-react'
import { SearchField } from '../../components/search-field'
import { Button } from '../../components/ui/button'
import { Menu, MenuCheckbox } from '../../components/ui/menu'
import type { AgentStatus } from '../../gql/graphql'
import { useStatusWords } from './agent-status'
import { agentStatuses } from './agent-statuses'

export interface AgentFilter {
  search: string
  statuses: readonly AgentStatus[]
}

interface AgentFiltersProps {
  filter: AgentFilter
  onChange: (filter: AgentFilter) => void
}

export function AgentFilters({ filter, onChange }: AgentFiltersProps) {
  const { t } = useLingui()
  const words = useStatusWords()
  const chosen = filter.statuses

  function choose(status: AgentStatus, on: boolean) {
    const statuses = agentStatuses.filter((known) =>
      known === status ? on : chosen.includes(known),
    )
    onChange({ ...filter, statuses })
  }

  return (
    <div className="flex gap-2">
      <SearchField
        label={t`Search agents`}
        value={filter.search}
        onSearch={(search) => onChange({ ...filter, search })}
      />
      <Menu
        trigger={
          <Button>
            <ListFilter size={14} aria-hidden />
            {t`Status`}
            {chosen.length > 0 && (
              <span className="rounded-full bg-accent px-1.5 text-xs text-accent-ink tabular-nums">
                {chosen.length}
              </span>
            )}
          </Button>
        }
      >
        {agentStatuses.map((status) => (
          <MenuCheckbox
            key={status}
            checked={chosen.includes(status)}
            onChange={(on) => choose(status, on)}
          >
            {words[status]}
          </MenuCheckbox>
        ))}
      </Menu>
    </div>
  )
}
