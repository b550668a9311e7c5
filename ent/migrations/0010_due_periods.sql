set local citus.multi_shard_modify_mode to 'sequential';

-- When the ledger has to act on a period next: a grant begins or ends within it, or it ends itself. Null once it has closed, and
-- where a process opened it that does not know of this: it is due at its end then.
alter table billing_periods add column due_at timestamptz;

update billing_periods p set due_at = ends_at
where not exists (select from billing_periods later where later.contract_id = p.contract_id and later.starts_at > p.starts_at);

-- The boundaries ahead, for the job that crosses them in time.
create index billing_periods_due on billing_periods (due_at) where due_at is not null;
