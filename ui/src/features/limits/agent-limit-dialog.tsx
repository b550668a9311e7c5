import { useLingui } from '@lingui/react/macro'
import { useMutation, useQuery } from 'urql'
import { Dialog } from '../../components/ui/dialog'
import { graphql } from '../../gql'
import type { Credits } from '../../lib/format-credits'
import { useSettled } from '../../lib/use-settled'
import { CapForm } from './cap-form'
import { CapEffect } from './cap-effect'
import { refusalOf } from '../../lib/refusal'

const AgentLimitPreviewQuery = graphql(`
  query AgentLimitPreview($agentId: ID!, $limit: Credits) {
    node(id: $agentId) {
      id
      ... on Agent {
        limitPreview(limit: $limit) {
          ...CapEffect
        }
      }
    }
  }
`)

const SetAgentLimitMutation = graphql(`
  mutation SetAgentLimit($input: SetAgentLimitInput!) {
    setAgentLimit(input: $input) {
      agent {
        id
        creditLimit
      }
      usage {
        id
        status
        blockers {
          code
          since
          clearsAt
          clearedBy
        }
      }
      userErrors {
        message
      }
    }
  }
`)

interface AgentLimitDialogProps {
  agent: { id: string; name: string; creditLimit?: Credits | null }
  timeZone: string
  onClose: () => void
}

/** Caps what an agent may use in a period, with what that would do. */
export function AgentLimitDialog({ agent, timeZone, onClose }: AgentLimitDialogProps) {
  const { t } = useLingui()
  const [, setLimit] = useMutation(SetAgentLimitMutation)

  async function save(limit: Credits | null, reason: string) {
    const { data, error } = await setLimit({ input: { agentId: agent.id, limit, reason } })
    return refusalOf(error, data?.setAgentLimit.userErrors, t`The server could not be reached or would not.`)
  }

  return (
    <Dialog title={t`Limit of ${agent.name}`} onClose={onClose}>
      <CapForm cap={agent.creditLimit ?? null} onSave={save} onClose={onClose}>
        {(limit) => <Preview agentId={agent.id} limit={limit} timeZone={timeZone} />}
      </CapForm>
    </Dialog>
  )
}

interface PreviewProps {
  agentId: string
  limit: Credits | null
  timeZone: string
}

function Preview({ agentId, limit, timeZone }: PreviewProps) {
  const [{ data }] = useQuery({
    query: AgentLimitPreviewQuery,
    variables: { agentId, limit: useSettled(limit) },
    requestPolicy: 'cache-and-network',
  })
  const preview = data?.node && 'limitPreview' in data.node ? data.node.limitPreview : null
  return <CapEffect effect={preview} capped={limit !== null} timeZone={timeZone} />
}
