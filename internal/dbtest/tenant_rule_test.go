package dbtest

import (
	"strings"
	"testing"
)

var rule = newTenantRule([]string{"agents", "runs"})

func TestTenantRule(t *testing.T) {
	t.Parallel()
	for _, sql := range []string{
		`select id from agents where contract_id = $1 and id = $2`,
		`SELECT "agents"."id" FROM "agents" WHERE "agents"."contract_id" = $1 LIMIT 1`,
		`select a.id from agents a join runs r using (contract_id, agent_id) where r.id = $1`,
		`insert into runs (contract_id, id) values ($1, $2) returning id`,
		`insert into runs (contract_id, id) select $1, u from unnest($2::uuid[]) u on conflict do nothing`,
		`update agents set name = $3 where (contract_id, id) = ($1, $2)`,
		`delete from only public.runs where contract_id = any($1)`,
		`with late as (select id from runs where contract_id = $1) update runs r set late = true from late where r.contract_id = $1 and r.id = late.id`,
		`select distinct contract_id from runs where reported_at < $1`,
		`select r.contract_id, sum(r.used) from runs r group by 1`,
		`COPY "runs" ("contract_id", "id") FROM STDIN`,
		`select id from contracts where id = $1`,
		`select 'x' from users -- not from agents`,
		`select name from prices where name = 'from agents'`,
		`/* update runs */ select 1`,
		`do $$ begin perform 1 from runs; end $$`,
		`select name, runs from plans order by name, runs`,
		`begin`,
	} {
		if err := rule.check(sql); err != nil {
			t.Errorf("refused: %v", err)
		}
	}
	for _, sql := range []string{
		`select * from agents where id = $1`,
		`SELECT "agents"."id", "agents"."contract_id" FROM "agents" WHERE "agents"."id" = $1`,
		`select count(*) from agents`,
		`select c.id from contracts c, runs r where r.id = $1`,
		`select c.id from contracts c join only public.runs as r on r.id = c.last_run`,
		`select id from users where exists (select 1 from agents where created_by = users.id)`,
		`select users.id from users join agents on agents.created_by = users.id`,
		`insert into runs values ($1, $2)`,
		`update agents set name = $2 where id = $1 returning id, contract_id`,
		"delete from\n\t\"runs\" where id = $1",
		`delete from users using agents where agents.created_by = users.id`,
		`select id from runs where id = $1 -- contract_id is not needed`,
		`select id /* contract_id */ from runs where note = 'contract_id'`,
		`update runs set late = true where contract_id = $1; delete from agents`,
		`COPY "runs" ("id") FROM STDIN`,
	} {
		if err := rule.check(sql); err == nil || !strings.Contains(err.Error(), sql) {
			t.Errorf("let through: %s, %v", sql, err)
		}
	}
}
