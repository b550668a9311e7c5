-- Use of all workspaces of contract $1 from the start of the first day to the end of each: days start at the instants $2 and end at
-- the instants $3, oldest first.
select sum(sum(h.used)) over (order by d.n)::bigint as cumulative
from unnest($2::bigint[], $3::bigint[]) with ordinality as d (starts_at, ends_at, n)
cross join workspaces w
cross join lateral (
  select coalesce(sum(used), 0) as used
  from workspace_hours
  where contract_id = $1
    and workspace_id = w.id
    and hour >= instant(d.starts_at)
    and hour < instant(d.ends_at)
) h
where w.contract_id = $1
group by d.n
order by d.n
