set local citus.multi_shard_modify_mode to 'sequential';

-- Months whose runs were taken out of the table: what is counted of them can no more be compared with runs.
create table detached_runs (
  month date not null,
  constraint detached_runs_pk primary key (month)
);

revoke insert, update, delete on detached_runs from cistern_app;

-- Detaches the partitions of runs of the months before one, unless a run in them still goes. They stay as tables of their own, which
-- the operator keeps elsewhere and drops. It works as the owner, as make_runs_partition does, and holds up runs no longer.
create function detach_runs_before(first_kept date) returns void
language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '500ms' as $$
declare
  old record;
  going boolean;
begin
  for old in
    select c.relname as name, to_date(substr(c.relname, 6), 'YYYY_MM') as month
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'runs'::regclass and c.relname ~ '^runs_\d{4}_\d{2}$'
    order by c.relname
  loop
    continue when old.month >= first_kept;
    execute format('select exists (select from %I where contract_id is not null and status = ''RUNNING'')', old.name) into going;
    continue when going;
    execute format('alter table runs detach partition %I', old.name);
    insert into detached_runs (month) values (old.month) on conflict (month) do nothing;
  end loop;
end
$$;

revoke all on function detach_runs_before(date) from public;

grant execute on function detach_runs_before(date) to cistern_app;
