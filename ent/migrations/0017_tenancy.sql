set local citus.multi_shard_modify_mode to 'sequential';

-- What serves people works as cistern_app, and sees the contracts that its transaction says. What works across contracts, which is to
-- take runs, do jobs and find out who calls, works as cistern_worker.
do $$
begin
  create role cistern_worker nologin;
exception when duplicate_object or unique_violation then null;
end
$$;

grant cistern_app to cistern_worker;

grant cistern_worker to current_user;

-- Isolates the tables of tenants that are not isolated yet; run after every migration. A partition has no policy of its own: it is
-- reached through its table alone.
create function app_isolate() returns void
language plpgsql as $$
declare
  tenant record;
begin
  for tenant in
    select c.oid::regclass as name, c.relispartition as partition, a.attname as owner
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = case c.relname when 'contracts' then 'id' else 'contract_id' end
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity
  loop
    execute format('alter table %s enable row level security', tenant.name);
    continue when tenant.partition;
    execute format('create policy people on %s to cistern_app using ('
      '%I = any ((select string_to_array(current_setting(''app.contracts'', true), '','')::uuid[])::uuid[]))', tenant.name, tenant.owner);
    execute format('create policy worker on %s to cistern_worker using (true)', tenant.name);
  end loop;
end
$$;

revoke all on function app_isolate() from public;

create or replace function make_runs_partition(month date) returns void
language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '500ms' as $$
declare
  name constant text := 'runs_' || to_char(month, 'YYYY_MM');
  lowest constant uuid := uuid7_floor(month::timestamp at time zone 'UTC');
  above constant uuid := uuid7_floor((month + interval '1 month') at time zone 'UTC');
begin
  if to_regclass(name) is not null
    or exists (select from runs_default where contract_id is not null and id >= lowest and id < above)
  then
    return;
  end if;
  execute format('create table %I partition of runs for values from (%L) to (%L)', name, lowest, above);
  execute format('alter table %I enable row level security', name);
end
$$;
