set local citus.multi_shard_modify_mode to 'sequential';

create table notifications (
  contract_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  kind text not null,
  occasion text not null,
  workspace_id uuid,
  agent_id uuid,
  figures jsonb not null default '{}',
  created_at timestamptz not null,
  read_at timestamptz,
  emailed_at timestamptz,
  constraint notifications_pk primary key (contract_id, id),
  constraint notifications_once_uq unique (contract_id, user_id, occasion),
  constraint notifications_contract_fk foreign key (contract_id) references contracts (id),
  constraint notifications_kind_ck check (kind in ('POOL_THRESHOLD', 'ALLOCATION_THRESHOLD', 'AGENT_LIMIT_THRESHOLD',
    'BILLED_PERIOD_SHORT', 'SAFETY_HOLD', 'PURCHASE_DONE', 'PURCHASE_FAILED', 'RUN_OUT_FORECAST'))
);

select app_place('notifications', 'tenant');

create index notifications_inbox on notifications (contract_id, user_id, created_at);
