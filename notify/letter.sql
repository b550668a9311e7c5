-- What a notification is about, and the page that it leads to: its workspace $3; for what concerns the pool the contract, which is no
-- workspace, for those with a role in it, and for others the first workspace that they run, or else belong to. No row: the person $2 does
-- not belong there any more.
select
  c.name,
  c.time_zone,
  coalesce(a.name, ''),
  case when $3::uuid is not null or r.role is null then w.id end,
  case when $3::uuid is not null or r.role is null then w.name else '' end
from contracts c
join workspaces w on w.contract_id = c.id and w.id = coalesce($3::uuid, w.id)
left join memberships m on m.contract_id = c.id and m.workspace_id = w.id and m.user_id = $2
left join contract_roles r on r.contract_id = c.id and r.user_id = $2
left join agents a on a.contract_id = c.id and a.id = $4::uuid
where c.id = $1
  and (m.role is not null or r.role is not null)
order by coalesce(m.role in ('OWNER', 'ADMIN'), false) desc, w.id
limit 1
