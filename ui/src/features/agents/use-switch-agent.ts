import { useLingui } from '@lingui/react/macro'
import { useClient, type CombinedError } from 'urql'
import { toast } from '../../components/ui/toast'
import { refusalOf } from '../../lib/refusal'
import { ClearSafetyHoldMutation, DisableAgentMutation, EnableAgentMutation } from './agent-switch'

interface NamedAgent {
  id: string
  name: string
}

interface Outcome {
  error?: CombinedError
  userErrors?: readonly { message: string }[]
}

/** Switches an agent, tells so at once with a way back, and tells when the server would not. */
export function useSwitchAgent() {
  const { t } = useLingui()
  const client = useClient()

  async function report(agent: NamedAgent, outcome: Promise<Outcome>) {
    const { error, userErrors } = await outcome
    const reason = refusalOf(error, userErrors, t`The server could not be reached or would not.`)
    if (reason) toast({ text: t`${agent.name} was not changed. ${reason}`, tone: 'bad' })
  }

  async function disable(agent: NamedAgent, reason = '') {
    toast({
      text: t`${agent.name} is disabled.`,
      tone: 'neutral',
      action: { label: t`Undo`, run: () => void enable(agent) },
    })
    const variables = { input: { agentId: agent.id, reason } }
    const answered = client.mutation(DisableAgentMutation, variables).toPromise()
    await report(
      agent,
      answered.then(({ data, error }) => ({ error, ...data?.disableAgent })),
    )
  }

  async function enable(agent: NamedAgent) {
    toast({
      text: t`${agent.name} is enabled.`,
      tone: 'neutral',
      action: { label: t`Undo`, run: () => void disable(agent) },
    })
    const answered = client
      .mutation(EnableAgentMutation, { input: { agentId: agent.id } })
      .toPromise()
    await report(
      agent,
      answered.then(({ data, error }) => ({ error, ...data?.enableAgent })),
    )
  }

  async function clearHold(agent: NamedAgent) {
    const answered = client
      .mutation(ClearSafetyHoldMutation, { input: { agentId: agent.id } })
      .toPromise()
    await report(
      agent,
      answered.then(({ data, error }) => ({ error, ...data?.clearSafetyHold })),
    )
  }

  return { disable, enable, clearHold }
}
