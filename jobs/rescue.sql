with rescued as (
  update river_job
  set state = 'available', scheduled_at = now()
  where state = 'running' and attempted_at < now() - $1 * interval '1 second' and attempt < max_attempts
  returning queue
)
select pg_notify(current_schema() || '.river_insert', json_build_object('queue', queue)::text) from rescued group by queue
