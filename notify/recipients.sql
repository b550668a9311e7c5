-- Whom to tell: owners and admins of the contract and of its workspaces, or of workspace $2 alone, and person $3 while they belong there.
select user_id
from contract_roles
where contract_id = $1 and role in ('ORG_OWNER', 'ORG_ADMIN')
union
select user_id
from memberships
where contract_id = $1 and ($2::uuid is null or workspace_id = $2) and (role in ('OWNER', 'ADMIN') or user_id = $3)
