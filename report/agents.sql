-- The agents of workspace $2 of contract $1 with their use in billing period $3.
-- $4: whether that is the running period; in a past one nothing is paused.
-- $5: what must occur in the name; empty for any name.
-- $6: the states to list; null for all.
-- The limit of a lookup by the whole key makes the planner look up: while nothing is known of a young period's rows, it would
-- take them for few and read them all for every agent.
-- The status says in SQL what credit.Status says, because lists are filtered by it; a test holds the two together.
with workspace as materialized (
  select
    p.ends_at,
    p.kind = 'BILLED' as enforced,
    coalesce(c.pending_allowance, c.allowance) as next_allowance,
    p.credited - p.used - c.held as pool_headroom,
    w.allocation,
    w.allocation - coalesce(u.used, 0) - w.held as headroom,
    coalesce(u.used, 0) as used
  from billing_periods p
  join contracts c on c.id = p.contract_id
  join workspaces w on w.contract_id = p.contract_id
  left join workspace_usage u on u.contract_id = p.contract_id
    and u.period_id = p.id
    and u.workspace_id = w.id
  where p.contract_id = $1
    and p.id = $3
    and w.id = $2
),
listed as (
  select
    a.id,
    a.contract_id,
    a.workspace_id,
    a.name,
    a.created_by,
    a.credit_limit,
    a.disabled_at,
    a.disabled_by,
    a.disabled_reason,
    a.safety_hold_at,
    a.held,
    a.created_at,
    a.deleted_at,
    coalesce(u.used, 0) as credits,
    w.used as workspace_credits,
    w.pool_headroom,
    w.allocation as workspace_allocation,
    w.headroom as workspace_headroom,
    w.next_allowance,
    coalesce(u.succeeded, 0) as succeeded,
    coalesce(u.failed, 0) as failed,
    u.last_run_at,
    case
      when a.deleted_at is not null then 'DELETED'
      when a.disabled_at is not null then 'DISABLED'
      when a.safety_hold_at is not null then 'ON_HOLD'
      when $4 and w.enforced and least(
        w.pool_headroom,
        w.headroom,
        a.credit_limit - coalesce(u.used, 0) - a.held
      ) <= 0 then 'PAUSED'
      when u.succeeded + u.failed > 0 then 'ACTIVE'
      else 'IDLE'
    end as status
  from agents a
  cross join workspace w
  left join lateral (
    select *
    from agent_usage
    where contract_id = $1
      and period_id = $3
      and agent_id = a.id
    limit 1
  ) u on true
  where a.contract_id = $1
    and a.workspace_id = $2
    and a.created_at < w.ends_at
    and (a.deleted_at is null or u.succeeded + u.failed > 0)
    and strpos(lower(a.name), lower($5::text)) > 0
)
select *
from listed
where $6::text[] is null
  or status = any($6)
