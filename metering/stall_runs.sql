-- Marks runs of one contract that have gone silent, and tells what they held.
with silent as (
  select contract_id, id
  from runs
  where contract_id = $1 and status = 'RUNNING' and reported_at < $2
  order by reported_at
  limit $3
),
stalled as (
  update runs r
  set status = 'STALLED'
  from silent s
  where r.contract_id = s.contract_id and r.id = s.id
  returning r.contract_id, r.workspace_id, r.agent_id, r.hold
),
by_agent as (
  update agents a
  set held = a.held - s.hold
  from (select contract_id, agent_id, sum(hold)::bigint as hold from stalled group by contract_id, agent_id) s
  where a.contract_id = s.contract_id and a.id = s.agent_id
),
by_workspace as (
  update workspaces w
  set held = w.held - s.hold
  from (select contract_id, workspace_id, sum(hold)::bigint as hold from stalled group by contract_id, workspace_id) s
  where w.contract_id = s.contract_id and w.id = s.workspace_id
),
by_contract as (
  update contracts c
  set held = c.held - s.hold
  from (select contract_id, sum(hold)::bigint as hold from stalled group by contract_id) s
  where c.id = s.contract_id
)
select count(*)
from stalled
