with added as (
  insert into river_job (kind, args, queue, max_attempts, scheduled_at, state, unique_key, unique_states)
  select
    job.kind,
    job.args::jsonb,
    job.queue,
    job.attempts,
    coalesce(instant(job.at), now()),
    case when instant(job.at) > now() then 'scheduled' else 'available' end::river_job_state,
    nullif(job.key, ''),
    case when job.key <> '' then b'11110101' end
  from unnest($1::text[], $2::text[], $3::text[], $4::smallint[], $5::bigint[], $6::bytea[])
    as job (kind, args, queue, attempts, at, key)
  on conflict (unique_key)
    where unique_key is not null and unique_states is not null and river_job_state_in_bitmask(unique_states, state)
    do nothing
  returning queue
)
select pg_notify(current_schema() || '.river_insert', json_build_object('queue', queue)::text) from added group by queue
