select contract_id
from runs
where status = 'RUNNING' and reported_at < $1
group by contract_id
order by contract_id
limit $2
