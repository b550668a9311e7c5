-- Up to $2 periods that are due by the instant $1, the longest due first.
select contract_id, due_at
from billing_periods
where contract_id is not null
  and due_at <= $1
order by due_at, contract_id
limit $2
