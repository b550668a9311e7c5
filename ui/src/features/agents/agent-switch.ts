import { graphql } from '../../gql'

export const AgentSwitchFragment = graphql(`
  fragment AgentSwitch on AgentUsage {
    id
    status
    lastRunAt
    blockers {
      code
      since
      clearsAt
      clearedBy
    }
    agent {
      id
      disabledBy {
        id
        name
      }
      disabledReason
    }
  }
`)

export const DisableAgentMutation = graphql(`
  mutation DisableAgent($input: DisableAgentInput!) {
    disableAgent(input: $input) {
      usage {
        ...AgentSwitch
      }
      userErrors {
        message
      }
    }
  }
`)

export const EnableAgentMutation = graphql(`
  mutation EnableAgent($input: EnableAgentInput!) {
    enableAgent(input: $input) {
      usage {
        ...AgentSwitch
      }
      userErrors {
        message
      }
    }
  }
`)

export const ClearSafetyHoldMutation = graphql(`
  mutation ClearSafetyHold($input: ClearSafetyHoldInput!) {
    clearSafetyHold(input: $input) {
      usage {
        ...AgentSwitch
      }
      userErrors {
        message
      }
    }
  }
`)
