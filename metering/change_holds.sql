-- Changes what contracts, workspaces and agents hold.
with holds as materialized (
  select *
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[]) as h (contract_id, workspace_id, agent_id, change)
),
contract_holds as (
  update contracts c
  set held = c.held + h.change
  from (select contract_id, sum(change)::bigint as change from holds group by contract_id) h
  where c.id = h.contract_id
),
workspace_holds as (
  update workspaces w
  set held = w.held + h.change
  from (select contract_id, workspace_id, sum(change)::bigint as change from holds group by contract_id, workspace_id) h
  where w.contract_id = h.contract_id and w.id = h.workspace_id
)
update agents a
set held = a.held + h.change
from holds h
where a.contract_id = h.contract_id and a.id = h.agent_id
