set local citus.multi_shard_modify_mode to 'sequential';

-- Makes the partition of runs for a month, unless it is there or the month's runs have gone to the default one already. It works as
-- the owner of the tables, so that the program, which is not, can have this done and nothing else. A month is days before it is
-- needed, so waiting behind a long statement is not worth holding up runs for.
create function make_runs_partition(month date) returns void
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
end
$$;

revoke all on function make_runs_partition(date) from public;

grant execute on function make_runs_partition(date) to cistern_app;
