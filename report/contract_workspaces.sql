-- The workspaces of contract $1 with their use in billing period $2, most use first.
-- $3: how many; $4 and $5: use and id of the one before the page, null for the first page.
select
  w.id,
  w.contract_id,
  w.name,
  w.allocation,
  w.creation_policy,
  w.held,
  w.created_at,
  coalesce(u.used, 0) as used
from workspaces w
left join workspace_usage u on u.contract_id = w.contract_id
  and u.period_id = $2
  and u.workspace_id = w.id
where w.contract_id = $1
  and ($4::bigint is null or (coalesce(u.used, 0), w.id) < ($4, $5::uuid))
order by
  coalesce(u.used, 0) desc,
  w.id desc
limit $3
