/** Operations to begin with, for scripts. */
export const examples = [
  {
    name: 'viewer',
    query: `# Who is asking, and where they may look.
query Viewer {
  viewer {
    user { name email }
    workspaces { nodes { id name allows } }
    contracts { nodes { id name } }
  }
}`,
  },
  {
    name: 'creditsDashboard',
    query: `# Use of a workspace in its running period.
query Dashboard($workspace: ID!) {
  workspace(id: $workspace) {
    name
    creditsDashboard {
      asOf
      daysLeft
      used
      pool { used granted remaining }
      forecast { pool { expected low high runsOutAt } }
    }
  }
}`,
  },
  {
    name: 'agents',
    query: `# The agents that used most; give endCursor as after for the next page.
query Agents($workspace: ID!, $after: String) {
  workspace(id: $workspace) {
    creditsDashboard {
      agents(first: 20, after: $after) {
        totalCount
        nodes {
          agent { id name creditLimit }
          status
          credits
          succeeded
          failed
          blockers { code clearsAt }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`,
  },
  {
    name: 'overview',
    query: `# The pool of a contract and what its workspaces take of it.
query Overview($contract: ID!) {
  contract(id: $contract) {
    name
    overview {
      pool { used granted remaining }
      allocated
      workspaces(first: 20) {
        nodes { workspace { name } used allocation expected blockers }
      }
    }
  }
}`,
  },
] as const
