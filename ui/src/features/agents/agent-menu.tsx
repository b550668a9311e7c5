import { useLingui } from '@lingui/react/macro'
import { CircleOff, Gauge, MessageSquareText, MoreHorizontal, Play, ShieldCheck } from 'lucide-react'
import { use } from 'react'
import { Button } from '../../components/ui/button'
import { Menu, MenuItem, MenuSeparator } from '../../components/ui/menu'
import type { AgentRowFragment } from '../../gql/graphql'
import { AgentActions, type RowActions } from './agent-actions'
import { useSwitchAgent } from './use-switch-agent'

/** What can be done about an agent; nothing about a deleted one. */
export function AgentMenu({ usage }: { usage: AgentRowFragment }) {
  const { t } = useLingui()
  const actions = use(AgentActions)
  if (!actions || usage.status === 'DELETED') return null
  const { name } = usage.agent
  return (
    <Menu
      trigger={
        <Button look="icon" aria-label={t`Actions for ${name}`}>
          <MoreHorizontal size={16} aria-hidden />
        </Button>
      }
    >
      <AgentMenuItems usage={usage} actions={actions} />
    </Menu>
  )
}

interface AgentMenuItemsProps {
  usage: AgentRowFragment
  actions: RowActions
}

function AgentMenuItems({ usage: { agent, blockers }, actions }: AgentMenuItemsProps) {
  const { t } = useLingui()
  const { disable, enable, clearHold } = useSwitchAgent()
  const { limit, disableWithReason } = actions
  const blockedBy = (code: string) => blockers.some((blocker) => blocker.code === code)

  return (
    <>
      {blockedBy('DISABLED_BY_ADMIN') ? (
        <MenuItem onClick={() => void enable(agent)}>
          <Play size={14} aria-hidden />
          {t`Enable`}
        </MenuItem>
      ) : (
        <>
          <MenuItem onClick={() => void disable(agent)}>
            <CircleOff size={14} aria-hidden />
            {t`Disable`}
          </MenuItem>
          <MenuItem onClick={() => disableWithReason(agent)}>
            <MessageSquareText size={14} aria-hidden />
            {t`Disable with a reason…`}
          </MenuItem>
        </>
      )}
      {blockedBy('SAFETY_HOLD') && (
        <MenuItem onClick={() => void clearHold(agent)}>
          <ShieldCheck size={14} aria-hidden />
          {t`Clear the safety hold`}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem onClick={() => limit(agent)}>
        <Gauge size={14} aria-hidden />
        {t`Set a limit…`}
      </MenuItem>
    </>
  )
}
