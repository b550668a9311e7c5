-- Up to $2 contracts after contract $1 whose running period is billed.
select contract_id
from billing_periods
where contract_id > $1
  and due_at is not null
  and kind = 'BILLED'
order by contract_id
limit $2
