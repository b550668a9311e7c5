-- The headline figures of workspace $2 of contract $1 for billing period $3, which starts at $4, from what happened before $5.
select
  (
    select count(distinct created_by)
    from agents
    where contract_id = $1
      and workspace_id = $2
      and created_at < $5
      and (deleted_at is null or deleted_at >= $4)
  ) as agent_builders,
  (
    select count(*)
    from agent_usage
    where contract_id = $1
      and period_id = $3
      and workspace_id = $2
      and first_run_at < $5
      and succeeded + failed > 0
  ) as agents_in_action,
  coalesce(sum(succeeded), 0)::bigint as succeeded,
  coalesce(sum(failed), 0)::bigint as failed
from workspace_hours
where contract_id = $1
  and workspace_id = $2
  and hour >= $4
  and hour < $5
