set local citus.multi_shard_modify_mode to 'sequential';

-- Why an e-mail was given up; none is sent after that.
alter table notifications add column email_failure text;

alter table notifications add constraint notifications_failure_ck check (length(email_failure) between 1 and 500);

create index notifications_unread on notifications (contract_id, user_id) where read_at is null;

-- What links in e-mails are signed with: made by the first process that needs it.
create table signing_keys (
  purpose text not null,
  key bytea not null,
  constraint signing_keys_pk primary key (purpose)
);
