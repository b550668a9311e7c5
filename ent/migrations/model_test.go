package migrations_test

import (
	"database/sql"
	"fmt"
	"slices"
	"testing"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql/schema"
	"entgo.io/ent/schema/field"
	"github.com/lib/pq"

	"cistern/ent/migrate"
	"cistern/internal/dbtest"
)

// The migrations are written by hand, the entities are generated: nothing else holds them together.
func TestTheModelIsTheDatabase(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t).SQL
	for _, table := range migrate.Tables {
		t.Run(table.Name, func(t *testing.T) {
			t.Parallel()
			columns := columnsOf(t, db, table.Name)
			for _, modelled := range table.Columns {
				made, exists := columns[modelled.Name]
				if want := columnOf(modelled); !exists || made != want {
					t.Errorf("column %s is %q in the database, %q in the model", modelled.Name, made, want)
				}
				delete(columns, modelled.Name)
			}
			for name, made := range columns {
				t.Errorf("the model lacks column %s: %s", name, made)
			}
		})
	}
}

func TestTenantTablesAreKeyedByContract(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t).SQL
	keys := query(t, db, `
		select format('%s of %s', i.relname, r.relname),
		  array(select attname::text from pg_attribute where attrelid = i.oid order by attnum)
		from pg_index x
		join pg_class i on i.oid = x.indexrelid
		join pg_class r on r.oid = x.indrelid
		join pg_attribute a on a.attrelid = r.oid and a.attname = 'contract_id'
		where r.relnamespace = 'public'::regnamespace and (x.indisunique or x.indisexclusion)`)
	for key, columns := range keys {
		if !slices.Contains(columns, "contract_id") {
			t.Errorf("%s has %v, not contract_id", key, columns)
		}
	}
	unkeyed := query(t, db, `
		select r.relname, array[]::text[]
		from pg_class r
		where r.relnamespace = 'public'::regnamespace and r.relkind in ('r', 'p')
		  and not exists (select from pg_index x where x.indrelid = r.oid and x.indisprimary)`)
	for table := range unkeyed {
		t.Errorf("%s has no primary key", table)
	}
	if len(keys) < 20 {
		t.Errorf("found only %d keys", len(keys))
	}
}

func columnsOf(t *testing.T, db *sql.DB, table string) map[string]string {
	t.Helper()
	columns := map[string]string{}
	for name, of := range query(t, db, `
		select attname, array[format_type(atttypid, null), case when attnotnull then 'not null' else 'null' end]
		from pg_attribute
		where attrelid = $1::regclass and attnum > 0 and not attisdropped`, table) {
		columns[name] = fmt.Sprintf("%s %s", of[0], of[1])
	}
	return columns
}

func columnOf(c *schema.Column) string {
	null := "not null"
	if c.Nullable {
		null = "null"
	}
	return fmt.Sprintf("%s %s", typeOf(c), null)
}

func typeOf(c *schema.Column) string {
	if own := c.SchemaType[dialect.Postgres]; own != "" {
		return own
	}
	return map[field.Type]string{
		field.TypeUUID:   "uuid",
		field.TypeString: "text",
		field.TypeEnum:   "text",
		field.TypeInt64:  "bigint",
		field.TypeInt16:  "smallint",
		field.TypeBool:   "boolean",
		field.TypeTime:   "timestamp with time zone",
		field.TypeJSON:   "jsonb",
		field.TypeBytes:  "bytea",
	}[c.Type]
}

// query reads rows of a name and some texts.
func query(t *testing.T, db *sql.DB, statement string, args ...any) map[string][]string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), statement, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	found := map[string][]string{}
	for rows.Next() {
		var name string
		var texts []string
		if err := rows.Scan(&name, pq.Array(&texts)); err != nil {
			t.Fatal(err)
		}
		found[name] = texts
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}
