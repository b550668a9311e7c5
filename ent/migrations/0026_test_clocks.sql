set local citus.multi_shard_modify_mode to 'sequential';

-- How far a contract's clock is ahead of the world's, in microseconds: above zero only where it was moved forward to try something out.
alter table contracts add column clock_ahead bigint not null default 0;

alter table contracts add constraint contracts_clock_ahead_ck check (clock_ahead >= 0);
