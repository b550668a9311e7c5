-- Daily use of workspace $2 of contract $1: days start at the instants $3 and end at the instants $4, oldest first.
-- A day without use has zeros.
select
  h.used as credits,
  sum(h.used) over (order by d.n)::bigint as cumulative,
  h.succeeded,
  h.failed
from unnest($3::bigint[], $4::bigint[]) with ordinality as d (starts_at, ends_at, n)
cross join lateral (
  select
    coalesce(sum(used), 0)::bigint as used,
    coalesce(sum(succeeded), 0)::bigint as succeeded,
    coalesce(sum(failed), 0)::bigint as failed
  from workspace_hours
  where contract_id = $1
    and workspace_id = $2
    and hour >= instant(d.starts_at)
    and hour < instant(d.ends_at)
) h
order by d.n
