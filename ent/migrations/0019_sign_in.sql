set local citus.multi_shard_modify_mode to 'sequential';

-- By what people tell their sessions apart; the id is the hash of the secret.
alter table sessions add column handle uuid not null default gen_random_uuid();

create unique index sessions_handle_uq on sessions (handle);

-- Sign-ins that have gone to the provider of identities and not come back. Each is used once, by the browser that began it.
create table provider_sign_ins (
  state bytea not null,
  browser bytea not null,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  expires_at timestamptz not null,
  constraint provider_sign_ins_pk primary key (state)
);

create index provider_sign_ins_expiry on provider_sign_ins (expires_at);
