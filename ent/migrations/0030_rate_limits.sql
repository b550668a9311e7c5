set local citus.multi_shard_modify_mode to 'sequential';

-- What was taken of limits that processes share: until full_at more is gone than has come back. A row whose time has passed is as none.
-- Unlogged, because a server that crashes may forget it, and nobody who takes something need wait for a flush.
create unlogged table rate_limits (
  key bytea not null,
  full_at timestamptz not null,
  constraint rate_limits_pk primary key (key)
);

create index rate_limits_full on rate_limits (full_at);
