-- Runs that are told of for the first time. Amounts of -1 and instants of 0 stand for null.
insert into runs (contract_id, id, workspace_id, agent_id, period_id, status, estimate, hold, credits,
  started_at, reported_at, finished_at, late)
select contract_id, id, workspace_id, agent_id, period_id, status, nullif(estimate, -1), hold, nullif(credits, -1),
  instant(nullif(started_at, 0)), instant(reported_at), instant(nullif(finished_at, 0)), late
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[],
  $10::bigint[], $11::bigint[], $12::bigint[], $13::boolean[])
  as n (contract_id, id, workspace_id, agent_id, period_id, status, estimate, hold, credits,
    started_at, reported_at, finished_at, late)
