-- One batch, decided in Go: runs, counters, rollups and holds. Keys are written in order, so that concurrent batches cannot deadlock.
-- Amounts of -1 and instants of 0 stand for null.
with told as (
  insert into runs (contract_id, id, workspace_id, agent_id, period_id, status, estimate, hold, credits,
    started_at, reported_at, finished_at, late)
  select contract_id, id, workspace_id, agent_id, period_id, status, nullif(estimate, -1), hold, nullif(credits, -1),
    instant(nullif(started_at, 0)), instant(reported_at), instant(nullif(finished_at, 0)), late
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[],
    $10::bigint[], $11::bigint[], $12::bigint[], $13::boolean[])
    as n (contract_id, id, workspace_id, agent_id, period_id, status, estimate, hold, credits,
      started_at, reported_at, finished_at, late)
),
reported as (
  update runs r
  set period_id = c.period_id, status = c.status, credits = nullif(c.credits, -1),
    reported_at = instant(c.reported_at), finished_at = instant(nullif(c.finished_at, 0)), late = c.late
  from unnest($14::uuid[], $15::uuid[], $16::uuid[], $17::text[], $18::bigint[], $19::bigint[], $20::bigint[], $21::boolean[])
    as c (contract_id, id, period_id, status, credits, reported_at, finished_at, late)
  where r.contract_id = c.contract_id and r.id = c.id and r.id between $22 and $23
),
use as materialized (
  select *
  from unnest($24::uuid[], $25::uuid[], $26::uuid[], $27::uuid[], $28::bigint[], $29::bigint[], $30::bigint[], $31::bigint[],
    $32::bigint[], $33::bigint[])
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
),
holds as materialized (
  select *
  from unnest($34::uuid[], $35::uuid[], $36::uuid[], $37::bigint[]) as h (contract_id, workspace_id, agent_id, change)
),
contract_holds as (
  update contracts c
  set held = c.held + h.change
  from (select contract_id, sum(change)::bigint as change from holds group by contract_id) h
  where c.id = h.contract_id
),
workspace_holds as (
  update workspaces w
  set held = w.held + h.change
  from (select contract_id, workspace_id, sum(change)::bigint as change from holds group by contract_id, workspace_id) h
  where w.contract_id = h.contract_id and w.id = h.workspace_id
)
update agents a
set held = a.held + h.change
from holds h
where a.contract_id = h.contract_id and a.id = h.agent_id
