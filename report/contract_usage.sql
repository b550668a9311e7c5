-- Use of the workspaces of contract $1 in billing period $2, by name.
select w.id, w.name, w.allocation, coalesce(u.used, 0) as used
from workspaces w
left join workspace_usage u on u.contract_id = w.contract_id
  and u.workspace_id = w.id
  and u.period_id = $2
where w.contract_id = $1
order by lower(w.name), w.id
