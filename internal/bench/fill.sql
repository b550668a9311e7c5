-- A contract with 40 agents and many runs in the running period: contract, workspace, email, password hash, number of runs.
-- The counters are made of the runs, as group commit would have made them.
create temporary table filling as
select '%[1]s'::uuid as contract_id, '%[2]s'::uuid as workspace_id, p.id as period_id, p.starts_at as since, gen_random_uuid() as user_id
from billing_periods p
where p.contract_id = '%[1]s';
insert into users (id, name, email, password_hash, created_at)
select user_id, 'Bench', '%[3]s', '%[4]s', now()
from filling;
insert into user_contracts (user_id, contract_id)
select user_id, contract_id
from filling;
insert into memberships (contract_id, id, workspace_id, user_id, role, created_at)
select contract_id, gen_random_uuid(), workspace_id, user_id, 'ADMIN', now()
from filling;
insert into agents (contract_id, id, workspace_id, name, created_by, created_at)
select f.contract_id, gen_random_uuid(), f.workspace_id, 'Agent ' || n, f.user_id, f.since
from filling f, generate_series(1, 39) n;
create temporary table cast_of as
select id as agent_id, row_number() over (order by id) - 1 as n
from agents
where contract_id = '%[1]s';
insert into runs (contract_id, id, workspace_id, agent_id, period_id, status, hold, credits, reported_at, finished_at, late)
select f.contract_id, overlay(uuid7_floor(t.at)::text placing right(gen_random_uuid()::text, 17) from 20)::uuid, f.workspace_id,
  c.agent_id, f.period_id, case when t.n %% 20 = 0 then 'FAILED' else 'SUCCEEDED' end, 0, 1000 + t.n %% 1000, t.at, t.at, false
from filling f,
  lateral (select n, f.since + n * ((now() - f.since) / (%[5]d + 1)) as at from generate_series(1, %[5]d) n) t
join cast_of c on c.n = t.n %% 40;
insert into agent_hours (contract_id, workspace_id, agent_id, hour, used, succeeded, failed)
select contract_id, workspace_id, agent_id, date_trunc('hour', finished_at), sum(credits),
  count(*) filter (where status = 'SUCCEEDED'), count(*) filter (where status = 'FAILED')
from runs
where contract_id = '%[1]s'
group by contract_id, workspace_id, agent_id, date_trunc('hour', finished_at);
insert into workspace_hours (contract_id, workspace_id, hour, used, succeeded, failed)
select contract_id, workspace_id, hour, sum(used), sum(succeeded), sum(failed)
from agent_hours
where contract_id = '%[1]s'
group by contract_id, workspace_id, hour;
insert into agent_usage (contract_id, period_id, agent_id, workspace_id, used, succeeded, failed, first_run_at, last_run_at)
select h.contract_id, f.period_id, h.agent_id, h.workspace_id, sum(h.used), sum(h.succeeded), sum(h.failed), min(h.hour), max(h.hour)
from agent_hours h
join filling f on f.contract_id = h.contract_id
group by h.contract_id, f.period_id, h.agent_id, h.workspace_id;
insert into workspace_usage (contract_id, period_id, workspace_id, used, succeeded, failed)
select contract_id, period_id, workspace_id, sum(used), sum(succeeded), sum(failed)
from agent_usage
where contract_id = '%[1]s'
group by contract_id, period_id, workspace_id;
update billing_periods p
set used = w.used, succeeded = w.succeeded, failed = w.failed
from workspace_usage w
where w.contract_id = p.contract_id and w.period_id = p.id and p.contract_id = '%[1]s';
drop table filling, cast_of;
analyze
