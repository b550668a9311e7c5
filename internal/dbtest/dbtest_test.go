package dbtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/lib/pq"
)

func TestNew(t *testing.T) {
	t.Parallel()
	t.Run("IsMigrated", func(t *testing.T) {
		t.Parallel()
		db := New(t)
		var files int
		if err := db.SQL.QueryRowContext(t.Context(), "select count(*) from schema_migrations").Scan(&files); err != nil || files == 0 {
			t.Errorf("%d migrations, %v", files, err)
		}
	})
	t.Run("HasTheJobQueue", func(t *testing.T) {
		t.Parallel()
		mustExec(t, New(t).SQL, "insert into river_job (kind, args, max_attempts) values ('test', '{}', 1)")
	})
	t.Run("SharesNothing", func(t *testing.T) {
		t.Parallel()
		one, other := New(t), New(t)
		mustExec(t, one.SQL, "insert into txn_anchor (id) values (1)")
		mustExec(t, other.SQL, "insert into txn_anchor (id) values (1)")
	})
	t.Run("LetsTheProgramRewriteNothing", func(t *testing.T) {
		t.Parallel()
		db := New(t)
		for _, statement := range []string{
			"update ledger_entries set note = 'changed' where contract_id is not null",
			"delete from ledger_entries where contract_id is not null",
			"update audit_entries set reason = 'changed' where contract_id is not null",
			"delete from audit_entries where contract_id is not null",
			"truncate ledger_entries",
			"drop table ledger_entries",
			"alter table ledger_entries drop constraint ledger_entries_amount_ck",
			"insert into schema_migrations (name, checksum) values ('later.sql', '')",
		} {
			if _, err := db.SQL.ExecContext(t.Context(), statement); pq.As(err, "42501") == nil {
				t.Errorf("%s: %v", statement, err)
			}
		}
	})
	t.Run("DropsItAfterTheTest", func(t *testing.T) {
		t.Parallel()
		var url string
		t.Run("Inner", func(t *testing.T) { url = New(t).URL })
		db, err := sql.Open("postgres", url)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.PingContext(t.Context()); pq.As(err, "3D000") == nil {
			t.Errorf("the dropped database answers %v", err)
		}
	})
}

func TestDropLeftovers(t *testing.T) {
	t.Parallel()
	server, err := privateServer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(server.admin.Close(), server.private.Stop()); err != nil {
			t.Error(err)
		}
	})
	ended := exec.CommandContext(t.Context(), "true")
	if err := ended.Run(); err != nil {
		t.Fatal(err)
	}
	leftover := fmt.Sprintf("%s%d_left", namePrefix, ended.ProcessState.Pid())
	ours := fmt.Sprintf("%s%d_ours", namePrefix, os.Getpid())
	for _, name := range []string{leftover, ours} {
		if err := server.create(t.Context(), name); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = server.drop(context.Background(), name) })
	}
	if err := server.dropLeftovers(t.Context()); err != nil {
		t.Fatal(err)
	}
	var left string
	err = server.admin.QueryRowContext(t.Context(), "select string_agg(datname, ' ') from pg_database where datname in ($1, $2)", leftover, ours).Scan(&left)
	if err != nil || left != ours {
		t.Errorf("left are %q, %v", left, err)
	}
}

func TestGuard(t *testing.T) {
	t.Parallel()
	const (
		within  = "select count(*) from agents where contract_id = '00000000-0000-7000-8000-000000000000'"
		without = "select count(*) from agents"
	)
	db := New(t)
	tx, err := db.SQL.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	for name, run := range map[string]func(statement string) error{
		"Exec":    func(s string) error { _, err := db.SQL.ExecContext(t.Context(), s); return err },
		"Query":   func(s string) error { return db.SQL.QueryRowContext(t.Context(), s).Scan(new(int)) },
		"Prepare": func(s string) error { return prepare(t, db.SQL, s) },
		"TxExec":  func(s string) error { _, err := tx.ExecContext(t.Context(), s); return err },
		"TxQuery": func(s string) error { return tx.QueryRowContext(t.Context(), s).Scan(new(int)) },
	} {
		t.Run(name, func(t *testing.T) {
			if err := run(within); err != nil {
				t.Error(err)
			}
			if err := run(without); err == nil || !strings.Contains(err.Error(), "agents does not name contract_id") {
				t.Errorf("the statement without contract_id: %v", err)
			}
		})
	}
	t.Run("PassesArraysOn", func(t *testing.T) {
		var sum int
		err := db.SQL.QueryRowContext(t.Context(), "select sum(n) from unnest($1::int[]) n", pq.Array([]int{1, 2})).Scan(&sum)
		if err != nil || sum != 3 {
			t.Errorf("sum %d, %v", sum, err)
		}
	})
	t.Run("LetsContextsCancel", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		_, err := db.SQL.ExecContext(ctx, "select pg_sleep(60)")
		if canceled := pq.As(err, "57014"); canceled == nil && !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}

func prepare(t *testing.T, db *sql.DB, statement string) error {
	t.Helper()
	prepared, err := db.PrepareContext(t.Context(), statement)
	if err != nil {
		return err
	}
	defer prepared.Close()
	return nil
}

func mustExec(t *testing.T, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}
