-- The agents concerned with their workspace and the running period of their contract.
select a.contract_id, a.id, a.workspace_id,
  a.deleted_at is not null, a.disabled_at is not null, a.safety_hold_at is not null,
  a.credit_limit, a.held, coalesce(au.used, 0),
  w.allocation, w.held, coalesce(wu.used, 0),
  p.id, p.starts_at, p.ends_at, p.kind, p.credited, p.used
from agents a
join workspaces w on w.contract_id = a.contract_id and w.id = a.workspace_id
left join lateral (
  select bp.id, bp.starts_at, bp.ends_at, bp.kind, bp.credited, bp.used
  from billing_periods bp
  where bp.contract_id = a.contract_id
  order by bp.starts_at desc
  limit 1
) p on true
left join agent_usage au on au.contract_id = a.contract_id and au.period_id = p.id and au.agent_id = a.id
left join workspace_usage wu on wu.contract_id = a.contract_id and wu.period_id = p.id and wu.workspace_id = w.id
where a.contract_id = any($1::uuid[]) and a.id = any($2::uuid[])
