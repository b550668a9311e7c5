set local citus.multi_shard_modify_mode to 'sequential';

grant usage on schema public to cistern_app;

grant select, insert, update, delete on all tables in schema public to cistern_app;

revoke update, delete on ledger_entries, audit_entries from cistern_app;

revoke all on schema_migrations from cistern_app;

grant select on schema_migrations to cistern_app;

-- Tables that come later belong to the same owner: those of the job queue too.
alter default privileges in schema public grant select, insert, update, delete on tables to cistern_app;

alter default privileges in schema public grant usage on sequences to cistern_app;
