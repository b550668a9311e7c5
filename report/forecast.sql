-- Daily use in contract $1 by agent, on days that start at the instants $2, oldest first; the last of them is the end of the last day.
-- A day is told by its place, from 0; days without use are left out.
-- The 50 agents with most use are told one by one, so that the cost does not grow with agents times hours. The others of a
-- workspace are told together, what is left of its use, once for those that may run and once for those that may not, in the
-- proportion of their use in these billing periods.
-- Lookups are fenced, by a limit or a group, because the planner would rather join to whole tables while it knows nothing of them.
with days as materialized (
  select
    array_agg(instant(at) order by at) as starts,
    instant(min(at)) as first,
    instant(max(at)) as until
  from unnest($2::bigint[]) as d (at)
),
used as materialized (
  select
    u.workspace_id,
    u.agent_id,
    sum(u.used) as used
  from days d
  join billing_periods p on p.contract_id = $1
    and p.ends_at > d.first
    and p.starts_at < d.until
  cross join lateral (
    select
      workspace_id,
      agent_id,
      used
    from agent_usage
    where contract_id = $1
      and period_id = p.id
    offset 0
  ) u
  group by
    u.workspace_id,
    u.agent_id
),
agent as materialized (
  select
    u.workspace_id,
    u.agent_id,
    u.used,
    a.disabled,
    row_number() over (order by u.used desc, u.agent_id) <= 50 as single
  from used u
  cross join lateral (
    select deleted_at is not null or disabled_at is not null or safety_hold_at is not null as disabled
    from agents
    where contract_id = $1
      and id = u.agent_id
    limit 1
  ) a
),
single as materialized (
  select
    a.workspace_id,
    a.agent_id,
    a.disabled,
    h.day,
    h.used
  from agent a
  cross join days d
  cross join lateral (
    select
      width_bucket(hour, d.starts) - 1 as day,
      sum(used) as used
    from agent_hours
    where contract_id = $1
      and workspace_id = a.workspace_id
      and agent_id = a.agent_id
      and hour >= d.first
      and hour < d.until
    group by 1
  ) h
  where a.single
),
whole as (
  select
    w.id as workspace_id,
    h.day,
    h.used
  from workspaces w
  cross join days d
  cross join lateral (
    select
      width_bucket(hour, d.starts) - 1 as day,
      sum(used) as used
    from workspace_hours
    where contract_id = $1
      and workspace_id = w.id
      and hour >= d.first
      and hour < d.until
    group by 1
  ) h
  where w.contract_id = $1
),
rest as (
  select
    workspace_id,
    day,
    sum(used) as used
  from (
    select workspace_id, day, used from whole
    union all
    select workspace_id, day, -used from single
  ) parts
  group by
    workspace_id,
    day
),
share as (
  select
    workspace_id,
    disabled,
    sum(used) / sum(sum(used)) over (partition by workspace_id) as part
  from agent
  where not single
    and used > 0
  group by
    workspace_id,
    disabled
)
select
  workspace_id,
  agent_id,
  disabled,
  day,
  used::bigint
from single
union all
select
  workspace_id,
  null,
  disabled,
  day,
  round(used * part)::bigint
from rest
join share using (workspace_id)
where used > 0
order by
  workspace_id,
  agent_id,
  disabled,
  day
