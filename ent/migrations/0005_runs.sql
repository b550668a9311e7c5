set local citus.multi_shard_modify_mode to 'sequential';

-- One row a run. No foreign keys: a run is written only from rows that its transaction has just read under the contract's lock,
-- and a key check for every run would cost more than the run. Kept by time: ids are time-ordered (UUIDv7), partitions are months of ids.
create table runs (
  contract_id uuid not null,
  id uuid not null,
  workspace_id uuid not null,
  agent_id uuid not null,
  period_id uuid,
  status text not null,
  estimate bigint,
  hold bigint not null,
  credits bigint,
  started_at timestamptz,
  reported_at timestamptz not null,
  finished_at timestamptz,
  late boolean not null,
  constraint runs_pk primary key (contract_id, id),
  constraint runs_status_ck check (status in ('RUNNING', 'SUCCEEDED', 'FAILED', 'STALLED')),
  constraint runs_amounts_ck check (estimate >= 0 and hold >= 0 and credits >= 0),
  constraint runs_finished_ck check ((finished_at is null) = (status in ('RUNNING', 'STALLED'))),
  constraint runs_counted_ck check ((finished_at is null) = (credits is null) and (finished_at is null) = (period_id is null))
) partition by range (id);

create table runs_default partition of runs default;

select app_place('runs', 'tenant');

create index runs_going on runs (reported_at) include (contract_id) where status = 'RUNNING';
