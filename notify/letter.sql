-- What a notification is about, and the page that it leads to: its workspace $3, or for what concerns the pool the first workspace that
-- the person belongs to, or any for those with a role in the contract. No row: the person $2 does not belong there any more.
select c.name, c.time_zone, coalesce(a.name, ''), w.id, w.name
from contracts c
join workspaces w on w.contract_id = c.id and w.id = coalesce($3::uuid, w.id)
left join agents a on a.contract_id = c.id and a.id = $4::uuid
where c.id = $1
  and (
    exists (select from memberships m where m.contract_id = c.id and m.workspace_id = w.id and m.user_id = $2)
    or exists (select from contract_roles r where r.contract_id = c.id and r.user_id = $2)
  )
order by w.id
limit 1
