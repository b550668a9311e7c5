-- What contract $1, its workspaces and its agents hold, where it is not what their going runs reserved.
with going as materialized (
  select workspace_id, agent_id, sum(hold) as held
  from runs
  where contract_id = $1
    and status = 'RUNNING'
  group by workspace_id, agent_id
),
both_sides (place, workspace_id, agent_id, counted, going) as (
  select 'contracts', null::uuid, null::uuid, held, 0::numeric
  from contracts
  where id = $1
  union all
  select 'workspaces', id, null, held, 0
  from workspaces
  where contract_id = $1
  union all
  select 'agents', workspace_id, id, held, 0
  from agents
  where contract_id = $1
  union all
  select
    case grouping(workspace_id, agent_id) when 3 then 'contracts' when 1 then 'workspaces' else 'agents' end,
    workspace_id, agent_id, 0, coalesce(sum(held), 0)
  from going
  group by grouping sets ((), (workspace_id), (workspace_id, agent_id))
)
select
  null::uuid as period_id,
  null::timestamptz as period_starts_at,
  coalesce('agent ' || agent_id, 'workspace ' || workspace_id) as subject,
  null::timestamptz as hour,
  place || '.held' as figure,
  trim_scale(sum(counted) / 1000000)::text as counted,
  'its going runs' as source,
  trim_scale(sum(going) / 1000000)::text as expected
from both_sides
group by place, workspace_id, agent_id
having sum(counted) <> sum(going)
order by array_position(array['contracts', 'workspaces', 'agents'], place), workspace_id, agent_id
limit $2
