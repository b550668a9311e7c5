-- $3 and $4 bound the ids, so that only the partitions concerned are looked at.
select r.contract_id, r.id, r.workspace_id, r.agent_id, r.status, r.estimate, r.hold, r.credits,
  r.started_at, r.finished_at, r.late
from unnest($1::uuid[], $2::uuid[]) as told (contract_id, id)
join runs r on r.contract_id = told.contract_id and r.id = told.id
where r.id between $3 and $4
