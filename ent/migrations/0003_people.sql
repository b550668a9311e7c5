set local citus.multi_shard_modify_mode to 'sequential';

create table users (
  id uuid not null,
  name text not null,
  email text not null,
  locale text not null default 'en',
  password_hash text,
  issuer text,
  subject text,
  created_at timestamptz not null,
  constraint users_pk primary key (id),
  constraint users_name_ck check (length(name) between 1 and 200),
  constraint users_email_ck check (length(email) between 3 and 320),
  constraint users_locale_ck check (locale in ('en', 'vi')),
  constraint users_identity_uq unique (issuer, subject)
);

create unique index users_email_uq on users (lower(email));

create table sessions (
  id bytea not null,
  user_id uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  user_agent text not null default '',
  constraint sessions_pk primary key (id),
  constraint sessions_user_fk foreign key (user_id) references users (id) on delete cascade
);

create index sessions_user on sessions (user_id);

-- Which contracts a person has any role in, so that nothing has to ask every shard.
create table user_contracts (
  user_id uuid not null,
  contract_id uuid not null,
  constraint user_contracts_pk primary key (user_id, contract_id),
  constraint user_contracts_user_fk foreign key (user_id) references users (id) on delete cascade
);

create table email_choices (
  user_id uuid not null,
  kind text not null,
  wanted boolean not null,
  constraint email_choices_pk primary key (user_id, kind),
  constraint email_choices_user_fk foreign key (user_id) references users (id) on delete cascade
);

create table memberships (
  contract_id uuid not null,
  id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  role text not null,
  created_at timestamptz not null,
  constraint memberships_pk primary key (contract_id, id),
  constraint memberships_uq unique (contract_id, workspace_id, user_id),
  constraint memberships_workspace_fk foreign key (contract_id, workspace_id) references workspaces (contract_id, id),
  constraint memberships_role_ck check (role in ('OWNER', 'ADMIN', 'MEMBER', 'GUEST'))
);

select app_place('memberships', 'tenant');

create table contract_roles (
  contract_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  role text not null,
  created_at timestamptz not null,
  constraint contract_roles_pk primary key (contract_id, id),
  constraint contract_roles_uq unique (contract_id, user_id, role),
  constraint contract_roles_contract_fk foreign key (contract_id) references contracts (id),
  constraint contract_roles_role_ck check (role in ('ORG_OWNER', 'ORG_ADMIN', 'ACCOUNT_TEAM'))
);

select app_place('contract_roles', 'tenant');

-- Who may create agents beside the owners where the policy of the workspace is OWNERS_AND_LISTED.
create table agent_creators (
  contract_id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  constraint agent_creators_pk primary key (contract_id, workspace_id, user_id),
  constraint agent_creators_workspace_fk foreign key (contract_id, workspace_id) references workspaces (contract_id, id)
);

select app_place('agent_creators', 'tenant');
