-- Counters of contract $1 that are not what its runs add up to; $2 is the contract's time zone, in whose hours the rollups are
-- compared. They were cut in the hours of its time zone when the run was told; the audit log knows when that was another one. Where clocks
-- have changed by half an hour since that hour began, it is no hour of the clocks before, and the rollup began with the change, on the next.
-- The runs are read once. Both sides are put under each other with zeros for the other, so that a row that only one side has differs.
-- Where months of runs were detached, the periods that may miss some are left out: a run counts in a period up to a month after the
-- month that its id was made in.
with periods as materialized (
  select id, starts_at, used, succeeded, failed
  from billing_periods
  where contract_id = $1
    and starts_at >= (
      select coalesce((max(month) + interval '1 month 31 days') at time zone 'UTC', '-infinity')
      from detached_runs
    )
),
zones as materialized (
  select coalesce(lag(until) over (order by until), '-infinity') as since, until, zone
  from (
    select at, before ->> 'timeZone'
    from audit_entries
    where contract_id = $1
      and action = 'contract.set_terms'
      and before ->> 'timeZone' <> after ->> 'timeZone'
    union all
    select 'infinity', $2
  ) left_behind (until, zone)
),
ran as materialized (
  select
    period_id, workspace_id, agent_id,
    date_trunc('hour', case
      when zone = $2 then told
      when date_trunc('hour', clock_hour, zone) = clock_hour then clock_hour
      else date_trunc('hour', clock_hour, zone) + interval '1 hour'
    end, $2) as hour,
    sum(credits)::bigint as used,
    count(*) filter (where status = 'SUCCEEDED') as succeeded,
    count(*) filter (where status = 'FAILED') as failed,
    min(finished_at) as first_run_at,
    max(finished_at) as last_run_at
  from runs
  join zones on reported_at > since
    and reported_at <= until
  cross join lateral (
    select
      least(finished_at, reported_at) as told,
      date_trunc('hour', least(finished_at, reported_at), zone) as clock_hour
  ) t
  where contract_id = $1
    and finished_at is not null
    and period_id in (select id from periods)
  group by period_id, workspace_id, agent_id, hour
),
counted (place, period_id, workspace_id, agent_id, hour, used, succeeded, failed, first_run_at, last_run_at) as (
  select 'billing_periods', id, null::uuid, null::uuid, null::timestamptz, used, succeeded, failed, null::timestamptz, null::timestamptz
  from periods
  union all
  select 'workspace_usage', period_id, workspace_id, null, null, used, succeeded, failed, null, null
  from workspace_usage
  where contract_id = $1
    and period_id in (select id from periods)
  union all
  select 'agent_usage', period_id, workspace_id, agent_id, null, used, succeeded, failed, first_run_at, last_run_at
  from agent_usage
  where contract_id = $1
    and period_id in (select id from periods)
  union all
  select 'workspace_hours', null, workspace_id, null, date_trunc('hour', hour, $2), used, succeeded, failed, null, null
  from workspace_hours
  where contract_id = $1
    and hour >= (select min(starts_at) from periods)
  union all
  select 'agent_hours', null, workspace_id, agent_id, date_trunc('hour', hour, $2), used, succeeded, failed, null, null
  from agent_hours
  where contract_id = $1
    and hour >= (select min(starts_at) from periods)
),
added_up as (
  select
    case grouping(period_id, workspace_id, agent_id, hour)
      when 7 then 'billing_periods'
      when 3 then 'workspace_usage'
      when 1 then 'agent_usage'
      when 10 then 'workspace_hours'
      when 8 then 'agent_hours'
    end as place,
    period_id, workspace_id, agent_id, hour,
    sum(used) as used, sum(succeeded) as succeeded, sum(failed) as failed,
    case when grouping(period_id, workspace_id, agent_id, hour) = 1 then min(first_run_at) end as first_run_at,
    case when grouping(period_id, workspace_id, agent_id, hour) = 1 then max(last_run_at) end as last_run_at
  from ran
  group by grouping sets (
    (period_id), (period_id, workspace_id), (period_id, workspace_id, agent_id), (workspace_id, hour), (workspace_id, agent_id, hour)
  )
),
compared as (
  select
    place, period_id, workspace_id, agent_id, hour,
    sum(used) filter (where side = 1) as counted_used, sum(used) filter (where side = 2) as ran_used,
    sum(succeeded) filter (where side = 1) as counted_succeeded, sum(succeeded) filter (where side = 2) as ran_succeeded,
    sum(failed) filter (where side = 1) as counted_failed, sum(failed) filter (where side = 2) as ran_failed,
    min(first_run_at) filter (where side = 1) as counted_first, min(first_run_at) filter (where side = 2) as ran_first,
    max(last_run_at) filter (where side = 1) as counted_last, max(last_run_at) filter (where side = 2) as ran_last
  from (
    select 1 as side, *
    from counted
    union all
    select 2, *
    from added_up
  ) both_sides
  group by place, period_id, workspace_id, agent_id, hour
)
select
  c.period_id,
  p.starts_at as period_starts_at,
  coalesce('agent ' || c.agent_id, 'workspace ' || c.workspace_id) as subject,
  c.hour,
  c.place || '.' || f.figure as figure,
  f.counted,
  'its runs' as source,
  f.ran as expected
from compared c
left join periods p on p.id = c.period_id
cross join lateral (
  values
    ('used', trim_scale(coalesce(counted_used, 0) / 1000000)::text, trim_scale(coalesce(ran_used, 0) / 1000000)::text),
    ('succeeded', coalesce(counted_succeeded, 0)::text, coalesce(ran_succeeded, 0)::text),
    ('failed', coalesce(counted_failed, 0)::text, coalesce(ran_failed, 0)::text),
    ('first_run_at', coalesce(counted_first::text, 'nothing'), coalesce(ran_first::text, 'nothing')),
    ('last_run_at', coalesce(counted_last::text, 'nothing'), coalesce(ran_last::text, 'nothing'))
) as f (figure, counted, ran)
where f.counted <> f.ran
order by array_position(array['billing_periods', 'workspace_usage', 'agent_usage', 'workspace_hours', 'agent_hours'], c.place),
  p.starts_at, c.hour, c.workspace_id, c.agent_id, f.figure
limit $3
