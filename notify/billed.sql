select contract_id
from billing_periods
where contract_id > $1 and kind = 'BILLED' and starts_at <= $2 and ends_at > $2
order by contract_id
limit $3
