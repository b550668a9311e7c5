-- The agents concerned with their workspace and the running period of their contract.
-- The limits of the lookups by whole keys make the planner look up: while nothing is known of a young period's rows, it would take
-- them for few and read them all for every agent.
select a.contract_id, a.id, a.workspace_id,
  a.deleted_at, a.disabled_at, a.safety_hold_at,
  a.credit_limit, a.held, coalesce(au.used, 0), coalesce(au.threshold_told, 0),
  w.allocation, w.held, coalesce(wu.used, 0), coalesce(wu.threshold_told, 0),
  p.id, p.starts_at, p.ends_at, coalesce(p.due_at, p.ends_at), p.kind, p.credited, p.used, p.threshold_told
from unnest($1::uuid[], $2::uuid[]) as wanted (contract_id, id)
join agents a on a.contract_id = wanted.contract_id and a.id = wanted.id
join workspaces w on w.contract_id = a.contract_id and w.id = a.workspace_id
left join lateral (
  select id, starts_at, ends_at, due_at, kind, credited, used, threshold_told
  from billing_periods
  where contract_id = a.contract_id
  order by starts_at desc
  limit 1
) p on true
left join lateral (
  select used, threshold_told
  from agent_usage
  where contract_id = a.contract_id and period_id = p.id and agent_id = a.id
  limit 1
) au on true
left join lateral (
  select used, threshold_told
  from workspace_usage
  where contract_id = a.contract_id and period_id = p.id and workspace_id = a.workspace_id
  limit 1
) wu on true
