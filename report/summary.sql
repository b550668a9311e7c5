-- Use of workspace $2 of contract $1 in billing period $3, and of the pool that it shares.
select
  coalesce(u.used, 0) as used,
  w.allocation,
  p.used as pool_used,
  p.credited as pool_granted,
  c.held as pool_held
from billing_periods p
join contracts c on c.id = p.contract_id
join workspaces w on w.contract_id = p.contract_id
left join workspace_usage u on u.contract_id = p.contract_id
  and u.period_id = p.id
  and u.workspace_id = w.id
where p.contract_id = $1
  and p.id = $3
  and w.id = $2
