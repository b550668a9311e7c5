insert into notifications (contract_id, id, user_id, kind, occasion, workspace_id, agent_id, figures, created_at)
select c.id, told.id, told.user_id, $4, $5, $6::uuid, $7::uuid, $8::jsonb, $9::timestamptz
from contracts c, unnest($2::uuid[], $3::uuid[]) as told (id, user_id)
where c.id = $1
on conflict (contract_id, user_id, occasion) do nothing
returning id
