-- Runs that are told of again. The last two bound the ids, so that only the partitions concerned are looked at.
update runs r
set period_id = c.period_id, status = c.status, credits = nullif(c.credits, -1),
  reported_at = instant(c.reported_at), finished_at = instant(nullif(c.finished_at, 0)), late = c.late
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::boolean[])
  as c (contract_id, id, period_id, status, credits, reported_at, finished_at, late)
where r.contract_id = c.contract_id and r.id = c.id and r.id between $9 and $10
