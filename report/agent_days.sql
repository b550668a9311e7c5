-- Daily use of the agents $3 of workspace $2 of contract $1, on days that start at the instants $4, oldest first; the last of them is
-- the end of the last day. Agents and days are told by their place, from 0; days without use are left out.
with days as materialized (
  select
    array_agg(instant(at) order by at) as starts,
    instant(min(at)) as first,
    instant(max(at)) as until
  from unnest($4::bigint[]) as d (at)
)
select
  a.n - 1 as agent,
  h.day,
  h.used::bigint
from unnest($3::uuid[]) with ordinality as a (id, n)
cross join days d
cross join lateral (
  select
    width_bucket(hour, d.starts) - 1 as day,
    sum(used) as used
  from agent_hours
  where contract_id = $1
    and workspace_id = $2
    and agent_id = a.id
    and hour >= d.first
    and hour < d.until
  group by 1
) h
