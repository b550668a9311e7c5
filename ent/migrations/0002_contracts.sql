set local citus.multi_shard_modify_mode to 'sequential';

create table contracts (
  id uuid not null,
  name text not null,
  plan text not null,
  trial boolean not null default false,
  channel text not null,
  service_day smallint not null,
  time_zone text not null default 'UTC',
  billing_starts_on date,
  allowance bigint not null default 0,
  pending_allowance bigint,
  held bigint not null default 0,
  created_at timestamptz not null,
  constraint contracts_pk primary key (id),
  constraint contracts_name_ck check (length(name) between 1 and 200),
  constraint contracts_plan_ck check (plan in ('FREE', 'PLUS', 'BUSINESS', 'ENTERPRISE')),
  constraint contracts_channel_ck check (channel in ('SELF_SERVE', 'ACCOUNT_TEAM')),
  constraint contracts_service_day_ck check (service_day between 1 and 31),
  constraint contracts_allowance_ck check (allowance >= 0 and pending_allowance >= 0),
  constraint contracts_held_ck check (held >= 0)
) with (fillfactor = 50);

select app_place('contracts', 'root', 'id');

create table workspaces (
  contract_id uuid not null,
  id uuid not null,
  name text not null,
  allocation bigint,
  creation_policy text not null default 'EVERYONE',
  held bigint not null default 0,
  created_at timestamptz not null,
  constraint workspaces_pk primary key (contract_id, id),
  constraint workspaces_contract_fk foreign key (contract_id) references contracts (id),
  constraint workspaces_name_ck check (length(name) between 1 and 200),
  constraint workspaces_allocation_ck check (allocation >= 0),
  constraint workspaces_policy_ck check (creation_policy in ('EVERYONE', 'OWNERS', 'OWNERS_AND_LISTED')),
  constraint workspaces_held_ck check (held >= 0)
) with (fillfactor = 70);

select app_place('workspaces', 'tenant');

create table agents (
  contract_id uuid not null,
  id uuid not null,
  workspace_id uuid not null,
  name text not null,
  created_by uuid,
  credit_limit bigint,
  disabled_at timestamptz,
  disabled_by uuid,
  disabled_reason text,
  safety_hold_at timestamptz,
  held bigint not null default 0,
  created_at timestamptz not null,
  deleted_at timestamptz,
  constraint agents_pk primary key (contract_id, id),
  constraint agents_workspace_fk foreign key (contract_id, workspace_id) references workspaces (contract_id, id),
  constraint agents_name_ck check (length(name) between 1 and 200),
  constraint agents_limit_ck check (credit_limit >= 0),
  constraint agents_held_ck check (held >= 0)
) with (fillfactor = 70);

select app_place('agents', 'tenant');

create index agents_workspace on agents (contract_id, workspace_id);
