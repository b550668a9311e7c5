-- Figures of contract $1 that its ledger entries contradict.
with periods as materialized (
  select
    id, kind, starts_at, ends_at, credited, used, settled,
    coalesce(due_at, ends_at) as until,
    lag(ends_at) over (order by starts_at) as previous_ends_at,
    lead(starts_at) over (order by starts_at) is not null as closed
  from billing_periods
  where contract_id = $1
),
entries as materialized (
  select
    e.grant_id, e.kind, p.id as period_id, p.starts_at as period_starts_at,
    e.at = p.ends_at as at_the_end,
    sum(e.amount) as amount
  from ledger_entries e
  join periods p on p.id = e.period_id
  where e.contract_id = $1
  group by e.grant_id, e.kind, p.id, p.starts_at, at_the_end
),
left_of_grants as (
  select g.id, g.remaining, g.effective_at, coalesce(sum(e.amount), 0) as amount
  from grants g
  left join entries e on e.grant_id = g.id
  where g.contract_id = $1
  group by g.id, g.remaining, g.effective_at
),
-- What a period could spend in all: what its grants had when it started, and all that happened to them in it but their use and
-- their end with it.
spendable as (
  select p.id, coalesce(sum(e.amount), 0) as amount
  from periods p
  left join (
    entries e
    join left_of_grants g on g.id = e.grant_id
  ) on g.effective_at < p.until
    and e.period_starts_at <= p.starts_at
    and (e.period_id <> p.id or e.kind <> 'USAGE' and not (e.at_the_end and e.kind in ('EXPIRE', 'REVERSE')))
  where p.kind = 'BILLED'
  group by p.id
),
compared (place, period_id, subject, figure, counted, source, expected) as (
  select 1, null::uuid, 'grant ' || id, 'grants.remaining', remaining::numeric, 'its ledger entries', amount
  from left_of_grants
  union all
  select 2, null, null, 'the sum of ledger_entries.amount', (select coalesce(sum(amount), 0) from entries),
    'grants.remaining', (select coalesce(sum(remaining), 0) from left_of_grants)
  union all
  select 3, p.id, null, 'billing_periods.settled', p.settled, 'its USAGE entries', coalesce(-sum(e.amount), 0)
  from periods p
  left join entries e on e.period_id = p.id and e.kind = 'USAGE'
  group by p.id, p.settled
  union all
  select 4, id, null, 'billing_periods.settled', settled, 'the use of the closed period', used
  from periods
  where closed and kind = 'BILLED'
  union all
  select 5, p.id, null, 'billing_periods.credited', p.credited, 'the entries of its grants', coalesce(s.amount, 0)
  from periods p
  left join spendable s on s.id = p.id
),
differences (place, period_id, subject, figure, counted, source, expected) as (
  select 0, id, null, 'billing_periods.starts_at', starts_at::text, 'the end of the period before it', previous_ends_at::text
  from periods
  where starts_at <> previous_ends_at
  union all
  select place, period_id, subject, figure, trim_scale(counted / 1000000)::text, source, trim_scale(expected / 1000000)::text
  from compared
  where counted <> expected
)
select d.period_id, p.starts_at as period_starts_at, d.subject, null::timestamptz as hour, d.figure, d.counted, d.source, d.expected
from differences d
left join periods p on p.id = d.period_id
order by d.place, p.starts_at, d.subject
limit $2
