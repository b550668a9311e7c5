set local citus.multi_shard_modify_mode to 'sequential';

-- Who was asked to take a role, in one workspace or in the contract. Only the hash of what the link carries is kept.
create table invitations (
  contract_id uuid not null,
  id uuid not null,
  workspace_id uuid,
  workspace_role text,
  contract_role text,
  email text not null,
  hash bytea not null,
  invited_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at timestamptz,
  constraint invitations_pk primary key (contract_id, id),
  constraint invitations_hash_uq unique (contract_id, hash),
  constraint invitations_contract_fk foreign key (contract_id) references contracts (id),
  constraint invitations_workspace_fk foreign key (contract_id, workspace_id) references workspaces (contract_id, id),
  constraint invitations_email_ck check (length(email) between 3 and 320),
  constraint invitations_role_ck check (
    workspace_id is not null and workspace_role in ('OWNER', 'ADMIN', 'MEMBER', 'GUEST') and contract_role is null
    or workspace_id is null and workspace_role is null and contract_role in ('ORG_OWNER', 'ORG_ADMIN', 'ACCOUNT_TEAM')
  )
);

select app_place('invitations', 'tenant');

-- What a change was about, for those who see one workspace alone; null for the contract as a whole.
alter table audit_entries add column workspace_id uuid;

create index audit_entries_workspace on audit_entries (contract_id, workspace_id, seq);

-- The last characters of a token, by which people tell theirs apart.
alter table service_tokens add column hint text not null default '';
