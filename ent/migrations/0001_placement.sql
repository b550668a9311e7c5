set local citus.multi_shard_modify_mode to 'sequential';

-- On plain PostgreSQL this does nothing; on Citus it distributes a tenant's table by its contract.
create function app_place(place_table regclass, class text, shard_column text default 'contract_id') returns void
language plpgsql as $$
begin
  if not exists (select from pg_catalog.pg_extension where extname = 'citus') then return; end if;
  case class
    when 'reference' then perform create_reference_table(place_table);
    when 'anchor' then perform citus_add_local_table_to_metadata(place_table);
    when 'root' then perform create_distributed_table(place_table, shard_column, shard_count => 32);
    when 'tenant' then perform create_distributed_table(place_table, shard_column, colocate_with => 'contracts');
    else raise exception 'app_place: unknown class %', class;
  end case;
end
$$;

-- The smallest UUIDv7 of an instant: bounds of the partitions of runs.
create function uuid7_floor(at timestamptz) returns uuid
language sql immutable parallel safe as
$$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid $$;

-- An instant of whole microseconds since 1970: how arrays of times travel, exactly and without parsing. Adding an interval is
-- stable and no better, and only a function that says so is written out in the statement that calls it.
create function instant(micros bigint) returns timestamptz
language sql stable strict parallel safe as
$$ select timestamptz 'epoch' + micros * interval '1 microsecond' $$;

-- Touched, never changed, by a transaction that writes tenant rows and enqueues a job: Citus then knows of two nodes.
create table txn_anchor (
  id integer not null,
  constraint txn_anchor_pk primary key (id)
);

select app_place('txn_anchor', 'anchor');

create extension if not exists btree_gist;

-- The role that the program works as: it reads and writes rows, and may not rewrite the ledger or the audit log.
do $$
begin
  create role cistern_app nologin;
exception when duplicate_object or unique_violation then null;
end
$$;

grant cistern_app to current_user;
