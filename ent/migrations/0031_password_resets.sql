set local citus.multi_shard_modify_mode to 'sequential';

-- Links to set a password that were sent or handed out. Only the hash of what a link carries is kept; using one deletes all of the person.
create table password_resets (
  hash bytea not null,
  user_id uuid not null,
  expires_at timestamptz not null,
  constraint password_resets_pk primary key (hash),
  constraint password_resets_user_fk foreign key (user_id) references users (id) on delete cascade
);

create index password_resets_user on password_resets (user_id);
