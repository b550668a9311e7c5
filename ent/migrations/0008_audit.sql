set local citus.multi_shard_modify_mode to 'sequential';

-- Append-only and hash-chained per contract: hash covers the row and the hash before it.
create table audit_entries (
  contract_id uuid not null,
  id uuid not null,
  seq bigint not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  before jsonb,
  after jsonb,
  reason text not null default '',
  request_id text not null default '',
  previous_hash bytea not null,
  hash bytea not null,
  constraint audit_entries_pk primary key (contract_id, id),
  constraint audit_entries_seq_uq unique (contract_id, seq),
  constraint audit_entries_contract_fk foreign key (contract_id) references contracts (id),
  constraint audit_entries_actor_ck check (actor_kind in ('USER', 'TOKEN', 'SYSTEM', 'OPERATOR'))
);

select app_place('audit_entries', 'tenant');

create table service_tokens (
  contract_id uuid not null,
  id uuid not null,
  workspace_id uuid,
  name text not null,
  hash bytea not null,
  scopes text[] not null,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz,
  constraint service_tokens_pk primary key (contract_id, id),
  constraint service_tokens_hash_uq unique (contract_id, hash),
  constraint service_tokens_workspace_fk foreign key (contract_id, workspace_id) references workspaces (contract_id, id),
  constraint service_tokens_name_ck check (length(name) between 1 and 200),
  constraint service_tokens_scopes_ck check (cardinality(scopes) > 0)
);

select app_place('service_tokens', 'tenant');
