-- Adds finished runs to the counters and rollups, and tells of agents whose use in an hour is above $11 now. Keys are written in
-- order, so that concurrent batches cannot deadlock.
with use as materialized (
  select *
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
    $9::bigint[], $10::bigint[])
    as u (contract_id, period_id, workspace_id, agent_id, hour, used, succeeded, failed, first_run_at, last_run_at)
),
pool as (
  update billing_periods p
  set used = p.used + u.used, succeeded = p.succeeded + u.succeeded, failed = p.failed + u.failed
  from (
    select contract_id, period_id, sum(used)::bigint as used, sum(succeeded)::bigint as succeeded, sum(failed)::bigint as failed
    from use
    group by contract_id, period_id
  ) u
  where p.contract_id = u.contract_id and p.id = u.period_id
),
by_workspace as (
  insert into workspace_usage as w (contract_id, period_id, workspace_id, used, succeeded, failed)
  select contract_id, period_id, workspace_id, sum(used)::bigint, sum(succeeded)::bigint, sum(failed)::bigint
  from use
  group by contract_id, period_id, workspace_id
  order by contract_id, period_id, workspace_id
  on conflict (contract_id, period_id, workspace_id) do update
  set used = w.used + excluded.used, succeeded = w.succeeded + excluded.succeeded, failed = w.failed + excluded.failed
),
by_agent as (
  insert into agent_usage as a (contract_id, period_id, agent_id, workspace_id, used, succeeded, failed, first_run_at, last_run_at)
  select contract_id, period_id, agent_id, workspace_id, sum(used)::bigint, sum(succeeded)::bigint, sum(failed)::bigint,
    instant(min(first_run_at)), instant(max(last_run_at))
  from use
  group by contract_id, period_id, agent_id, workspace_id
  order by contract_id, period_id, agent_id
  on conflict (contract_id, period_id, agent_id) do update
  set used = a.used + excluded.used, succeeded = a.succeeded + excluded.succeeded, failed = a.failed + excluded.failed,
    first_run_at = least(a.first_run_at, excluded.first_run_at), last_run_at = greatest(a.last_run_at, excluded.last_run_at)
),
by_workspace_hour as (
  insert into workspace_hours as w (contract_id, workspace_id, hour, used, succeeded, failed)
  select contract_id, workspace_id, instant(hour), sum(used)::bigint, sum(succeeded)::bigint, sum(failed)::bigint
  from use
  group by contract_id, workspace_id, hour
  order by contract_id, workspace_id, hour
  on conflict (contract_id, workspace_id, hour) do update
  set used = w.used + excluded.used, succeeded = w.succeeded + excluded.succeeded, failed = w.failed + excluded.failed
),
by_agent_hour as (
  insert into agent_hours as a (contract_id, workspace_id, agent_id, hour, used, succeeded, failed)
  select contract_id, workspace_id, agent_id, instant(hour), sum(used)::bigint, sum(succeeded)::bigint, sum(failed)::bigint
  from use
  group by contract_id, workspace_id, agent_id, hour
  order by contract_id, workspace_id, agent_id, hour
  on conflict (contract_id, workspace_id, agent_id, hour) do update
  set used = a.used + excluded.used, succeeded = a.succeeded + excluded.succeeded, failed = a.failed + excluded.failed
  returning contract_id, agent_id, hour, used
)
select contract_id, agent_id, hour, used
from by_agent_hour
where used > $11
