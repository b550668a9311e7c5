set local citus.multi_shard_modify_mode to 'sequential';

-- A billing period and the counters of the pool in it. Counters are rows of their own for every period: a reset zeroes nothing.
create table billing_periods (
  contract_id uuid not null,
  id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  kind text not null,
  credited bigint not null default 0,
  used bigint not null default 0,
  succeeded bigint not null default 0,
  failed bigint not null default 0,
  settled bigint not null default 0,
  threshold_told smallint not null default 0,
  opened_at timestamptz not null,
  constraint billing_periods_pk primary key (contract_id, id),
  constraint billing_periods_start_uq unique (contract_id, starts_at),
  constraint billing_periods_contract_fk foreign key (contract_id) references contracts (id),
  constraint billing_periods_overlap_ex exclude using gist (contract_id with =, tstzrange(starts_at, ends_at) with &&),
  constraint billing_periods_bounds_ck check (starts_at < ends_at),
  constraint billing_periods_kind_ck check (kind in ('FREE', 'BILLED')),
  constraint billing_periods_counters_ck check (used >= 0 and succeeded >= 0 and failed >= 0),
  constraint billing_periods_settled_ck check (settled >= 0 and settled <= used)
) with (fillfactor = 50);

select app_place('billing_periods', 'tenant');

create table workspace_usage (
  contract_id uuid not null,
  period_id uuid not null,
  workspace_id uuid not null,
  used bigint not null,
  succeeded bigint not null,
  failed bigint not null,
  threshold_told smallint not null default 0,
  constraint workspace_usage_pk primary key (contract_id, period_id, workspace_id),
  constraint workspace_usage_period_fk foreign key (contract_id, period_id) references billing_periods (contract_id, id),
  constraint workspace_usage_workspace_fk foreign key (contract_id, workspace_id) references workspaces (contract_id, id),
  constraint workspace_usage_counters_ck check (used >= 0 and succeeded >= 0 and failed >= 0)
) with (fillfactor = 50);

select app_place('workspace_usage', 'tenant');

create table agent_usage (
  contract_id uuid not null,
  period_id uuid not null,
  agent_id uuid not null,
  workspace_id uuid not null,
  used bigint not null,
  succeeded bigint not null,
  failed bigint not null,
  first_run_at timestamptz not null,
  last_run_at timestamptz not null,
  threshold_told smallint not null default 0,
  constraint agent_usage_pk primary key (contract_id, period_id, agent_id),
  constraint agent_usage_period_fk foreign key (contract_id, period_id) references billing_periods (contract_id, id),
  constraint agent_usage_agent_fk foreign key (contract_id, agent_id) references agents (contract_id, id),
  constraint agent_usage_counters_ck check (used >= 0 and succeeded >= 0 and failed >= 0)
) with (fillfactor = 70);

select app_place('agent_usage', 'tenant');

-- Rollups: an hour is an hour of the contract's clock, so that days in its zone are sums of hours.
create table workspace_hours (
  contract_id uuid not null,
  workspace_id uuid not null,
  hour timestamptz not null,
  used bigint not null,
  succeeded bigint not null,
  failed bigint not null,
  constraint workspace_hours_pk primary key (contract_id, workspace_id, hour),
  constraint workspace_hours_counters_ck check (used >= 0 and succeeded >= 0 and failed >= 0)
) with (fillfactor = 70);

select app_place('workspace_hours', 'tenant');

create table agent_hours (
  contract_id uuid not null,
  workspace_id uuid not null,
  agent_id uuid not null,
  hour timestamptz not null,
  used bigint not null,
  succeeded bigint not null,
  failed bigint not null,
  constraint agent_hours_pk primary key (contract_id, workspace_id, agent_id, hour),
  constraint agent_hours_counters_ck check (used >= 0 and succeeded >= 0 and failed >= 0)
) with (fillfactor = 70);

select app_place('agent_hours', 'tenant');
