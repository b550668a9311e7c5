-- How the contracts $1 stand in the periods that were opened last, the fastest spender first.
-- $2: when they are looked at, by the world's clock; $3: what must occur in the name; $4: how many;
-- $5 and $6: pace and id of the one before the page, null for the first page; $7: from which percentage on an allocation is near.
-- Pace is the used share of what was granted over the part of the period that has passed, an hour at least, in millionths and
-- at most a million; without a grant there is none, and it counts as 0.
-- Only what is on the page is looked at more closely; lookups are fenced as in forecast.sql.
with contract as materialized (
  select
    c.id as contract_id,
    p.id as period_id,
    $2::timestamptz + c.clock_ahead * interval '1 microsecond' as at,
    p.used::numeric / nullif(p.credited, 0) * extract(epoch from p.ends_at - p.starts_at) as pace_times_passed,
    p.starts_at,
    p.ends_at
  from contracts c
  left join lateral (
    select
      id,
      used,
      credited,
      starts_at,
      ends_at
    from billing_periods
    where contract_id = c.id
    order by starts_at desc
    limit 1
  ) p on true
  where c.id = any($1::uuid[])
    and position(lower($3) in lower(c.name)) > 0
),
page as materialized (
  select
    *,
    coalesce(pace, 0) as place
  from (
    select
      contract_id,
      period_id,
      at,
      case
        when pace_times_passed is not null then least(
          round(1000000 * pace_times_passed / extract(epoch from greatest(least(at, ends_at) - starts_at, interval '1 hour'))),
          1000000000000
        )::bigint
      end as pace
    from contract
  ) paced
  where $5::bigint is null or (coalesce(pace, 0), contract_id) < ($5, $6::uuid)
  order by
    place desc,
    contract_id desc
  limit $4
)
select
  page.contract_id,
  page.period_id,
  page.pace,
  week.used as last_week,
  (
    select count(*)
    from workspaces w
    join workspace_usage u on u.contract_id = w.contract_id
      and u.period_id = page.period_id
      and u.workspace_id = w.id
    where w.contract_id = page.contract_id
      and w.allocation > 0
      and u.used >= w.allocation * $7::numeric / 100
  ) as near_allocation,
  (
    select count(*)
    from purchases
    where contract_id = page.contract_id
      and status in ('PENDING', 'PAID')
  ) as pending_purchases
from page
cross join lateral (
  select coalesce(sum(h.used), 0)::bigint as used
  from workspaces w
  cross join lateral (
    select used
    from workspace_hours
    where contract_id = page.contract_id
      and workspace_id = w.id
      and hour > page.at - interval '7 days'
      and hour <= page.at
    offset 0
  ) h
  where w.contract_id = page.contract_id
) week
order by
  page.place desc,
  page.contract_id desc
