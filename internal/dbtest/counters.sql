-- What is counted beside what the runs say, where the two differ.
with ran as (
  select contract_id, period_id, workspace_id, agent_id, credits, finished_at,
    (status = 'SUCCEEDED')::int as succeeded, (status = 'FAILED')::int as failed,
    date_trunc('hour', least(finished_at, reported_at), time_zone) as hour
  from runs
  join contracts on contracts.id = runs.contract_id
  where finished_at is not null
),
going as (
  select contract_id, workspace_id, agent_id, hold
  from runs
  where status = 'RUNNING'
),
differences as (
  select 'pool of period' as place, contract_id, id, counted::text, ran::text
  from (
    select contract_id, id, (used, succeeded, failed) as counted
    from billing_periods
  ) counters
  full join (
    select contract_id, period_id as id, (sum(credits)::bigint, sum(succeeded), sum(failed)) as ran
    from ran
    group by contract_id, period_id
  ) runs using (contract_id, id)
  where counted is distinct from coalesce(ran, (0::bigint, 0::bigint, 0::bigint))

  union all
  select 'workspace in period', contract_id, id, counted::text, ran::text
  from (
    select contract_id, workspace_id as id, period_id, (used, succeeded, failed) as counted
    from workspace_usage
  ) counters
  full join (
    select contract_id, workspace_id as id, period_id, (sum(credits)::bigint, sum(succeeded), sum(failed)) as ran
    from ran
    group by contract_id, workspace_id, period_id
  ) runs using (contract_id, id, period_id)
  where counted is distinct from ran

  union all
  select 'agent in period', contract_id, id, counted::text, ran::text
  from (
    select contract_id, agent_id as id, period_id, (workspace_id, used, succeeded, failed, first_run_at, last_run_at) as counted
    from agent_usage
  ) counters
  full join (
    select contract_id, agent_id as id, period_id,
      (workspace_id, sum(credits)::bigint, sum(succeeded), sum(failed), min(finished_at), max(finished_at)) as ran
    from ran
    group by contract_id, agent_id, period_id, workspace_id
  ) runs using (contract_id, id, period_id)
  where counted is distinct from ran

  union all
  select 'hour of workspace', contract_id, id, counted::text, ran::text
  from (
    select contract_id, workspace_id as id, hour, (used, succeeded, failed) as counted
    from workspace_hours
  ) counters
  full join (
    select contract_id, workspace_id as id, hour, (sum(credits)::bigint, sum(succeeded), sum(failed)) as ran
    from ran
    group by contract_id, workspace_id, hour
  ) runs using (contract_id, id, hour)
  where counted is distinct from ran

  union all
  select 'hour of agent', contract_id, id, counted::text, ran::text
  from (
    select contract_id, agent_id as id, workspace_id, hour, (used, succeeded, failed) as counted
    from agent_hours
  ) counters
  full join (
    select contract_id, agent_id as id, workspace_id, hour, (sum(credits)::bigint, sum(succeeded), sum(failed)) as ran
    from ran
    group by contract_id, agent_id, workspace_id, hour
  ) runs using (contract_id, id, workspace_id, hour)
  where counted is distinct from ran

  union all
  select 'held by contract', id, id, held::text, hold::text
  from contracts
  left join (
    select contract_id as id, sum(hold)::bigint as hold
    from going
    group by contract_id
  ) runs using (id)
  where held <> coalesce(hold, 0)

  union all
  select 'held by workspace', contract_id, id, held::text, hold::text
  from workspaces
  left join (
    select contract_id, workspace_id as id, sum(hold)::bigint as hold
    from going
    group by contract_id, workspace_id
  ) runs using (contract_id, id)
  where held <> coalesce(hold, 0)

  union all
  select 'held by agent', contract_id, id, held::text, hold::text
  from agents
  left join (
    select contract_id, agent_id as id, sum(hold)::bigint as hold
    from going
    group by contract_id, agent_id
  ) runs using (contract_id, id)
  where held <> coalesce(hold, 0)
)
select coalesce(array_agg(format('%s %s of contract %s: counted %s, the runs say %s', place, id, contract_id,
  coalesce(counted, 'nothing'), coalesce(ran, 'nothing'))), '{}')
from differences
