import { useLingui } from '@lingui/react/macro'
import { Activity, CircleOff, CirclePause, Moon, ShieldAlert, Trash2 } from 'lucide-react'
import { Badge, type Tone } from '../../components/ui/badge'
import type { AgentStatus } from '../../gql/graphql'

const looks: Record<AgentStatus, { tone: Tone; icon: typeof Activity }> = {
  ACTIVE: { tone: 'good', icon: Activity },
  IDLE: { tone: 'neutral', icon: Moon },
  PAUSED: { tone: 'warn', icon: CirclePause },
  ON_HOLD: { tone: 'warn', icon: ShieldAlert },
  DISABLED: { tone: 'bad', icon: CircleOff },
  DELETED: { tone: 'neutral', icon: Trash2 },
}

export function useStatusWords(): Record<AgentStatus, string> {
  const { t } = useLingui()
  return {
    ACTIVE: t`Active`,
    IDLE: t`Idle`,
    PAUSED: t`Paused`,
    ON_HOLD: t`On hold`,
    DISABLED: t`Disabled`,
    DELETED: t`Deleted`,
  }
}

export function AgentStatusBadge({ status }: { status: AgentStatus }) {
  const words = useStatusWords()
  const { tone, icon: Icon } = looks[status]
  return (
    <Badge tone={tone}>
      <Icon size={12} aria-hidden />
      {words[status]}
    </Badge>
  )
}
