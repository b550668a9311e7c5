select id, plan, service_day, time_zone, held, coalesce(pending_allowance, allowance), clock_ahead
from contracts
where id = any($1::uuid[])
order by id
for no key update
