package audit_test

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

var now = time.Date(2026, 11, 22, 17, 0, 0, 123456789, time.UTC)

type bundle struct {
	db       *sql.DB
	owner    *sql.DB // who may rewrite the log
	client   *ent.Client
	contract uuid.UUID
}

func setup(t *testing.T) *bundle {
	t.Helper()
	db := dbtest.New(t)
	client := db.Client()
	owner, err := sql.Open("postgres", db.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = owner.Close() })
	return &bundle{db.SQL, owner, client, dbtest.Contract(t, client).ID}
}

func (b *bundle) record(ctx context.Context, e audit.Entry) error {
	tx, err := b.client.Tx(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := ledger.Lock(ctx, tx, b.contract); err != nil {
		return err
	}
	if err := audit.Record(ctx, tx, b.contract, e, now); err != nil {
		return err
	}
	return tx.Commit()
}

func (b *bundle) verify(t *testing.T) *audit.Break {
	t.Helper()
	tx, err := b.client.Tx(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	broken, err := audit.Verify(t.Context(), tx, b.contract)
	if err != nil {
		t.Fatal(err)
	}
	return broken
}

func change(n int) audit.Entry {
	return audit.Entry{
		Actor:       audit.Actor{Kind: audit.User, ID: uuid.New()},
		Action:      "agent.limit",
		SubjectType: "agent",
		SubjectID:   uuid.New(),
		Before:      map[string]any{"limit": n},
		After:       map[string]any{"limit": n + 1},
		Reason:      fmt.Sprintf("change %d", n),
		RequestID:   "r-1",
	}
}

func (b *bundle) recordFive(t *testing.T) {
	t.Helper()
	for n := range 5 {
		e := change(n)
		if n == 4 {
			e.Workspace = e.SubjectID
		}
		if err := b.record(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRecord(t *testing.T) {
	t.Parallel()
	t.Run("ChainHoldsWhateverTheValues", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		for _, value := range []any{
			nil,
			(*int)(nil),
			0, -1, 1.5, 1e21, 1e-7, math.MaxInt64, math.SmallestNonzeroFloat64,
			"3", "<b>&\u2028 – tiếng Việt 🙂",
			[]any{1, "a", nil, true},
			map[string]any{"bb": 1, "a": map[string]any{"z": 1.10, "y": nil}, "ü": []int{}},
			struct {
				Zulu, Alpha credit.Amount
			}{1_500_000, 0},
		} {
			e := change(1)
			e.Before, e.After = nil, value
			if err := b.record(t.Context(), e); err != nil {
				t.Fatal(err)
			}
		}
		if broken := b.verify(t); broken != nil {
			t.Errorf("broken at %+v", broken)
		}
	})
	t.Run("ActorsWithoutAnID", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := change(1)
		e.Actor = audit.Actor{Kind: audit.System}
		if err := b.record(t.Context(), e); err != nil {
			t.Fatal(err)
		}
		if broken := b.verify(t); broken != nil {
			t.Errorf("broken at %+v", broken)
		}
	})
	t.Run("OneChainForManyAtOnce", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		const writers = 8
		errs := make(chan error)
		for n := range writers {
			go func() { errs <- b.record(t.Context(), change(n)) }()
		}
		for range writers {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		if broken := b.verify(t); broken != nil {
			t.Errorf("broken at %+v", broken)
		}
	})
	t.Run("TheProgramMayNotRewriteIt", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.recordFive(t)
		for _, statement := range []string{
			`update audit_entries set reason = 'x' where contract_id = $1`,
			`delete from audit_entries where contract_id = $1`,
		} {
			if _, err := b.db.ExecContext(t.Context(), statement, b.contract); pq.As(err, pqerror.InsufficientPrivilege) == nil {
				t.Errorf("%s: %v", statement, err)
			}
		}
	})
	t.Run("RefusesAForkOfTheChain", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.recordFive(t)
		_, err := b.db.ExecContext(t.Context(), `
			insert into audit_entries
			select contract_id, $2, seq, at, actor_kind, actor_id, action, subject_type, subject_id, before, after, reason, request_id, previous_hash, hash
			from audit_entries where contract_id = $1 and seq = 5`, b.contract, uuid.New())
		if err == nil {
			t.Error("two entries follow the same one")
		}
	})
}

func TestVerify(t *testing.T) {
	t.Parallel()
	t.Run("EmptyChain", func(t *testing.T) {
		t.Parallel()
		if broken := setup(t).verify(t); broken != nil {
			t.Errorf("broken at %+v", broken)
		}
	})
	t.Run("MoreThanAPage", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		tx, err := b.client.Tx(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		for n := range 501 {
			if err := audit.Record(t.Context(), tx, b.contract, change(n), now); err != nil {
				t.Fatal(err)
			}
		}
		if broken, err := audit.Verify(t.Context(), tx, b.contract); broken != nil || err != nil {
			t.Errorf("broken at %+v, %v", broken, err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		if _, err := b.owner.ExecContext(t.Context(), `update audit_entries set reason = 'x' where contract_id = $1 and seq = 501`, b.contract); err != nil {
			t.Fatal(err)
		}
		if broken := b.verify(t); broken == nil || broken.Seq != 501 {
			t.Errorf("broken at %+v", broken)
		}
	})

	for name, tampering := range map[string]struct {
		sql  []string // on a chain of five; $1 is the contract
		want audit.Break
	}{
		"Action":           {[]string{`update audit_entries set action = 'x' where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Changed}},
		"Actor":            {[]string{`update audit_entries set actor_id = null where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Changed}},
		"ActorKind":        {[]string{`update audit_entries set actor_kind = 'SYSTEM' where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Changed}},
		"Subject":          {[]string{`update audit_entries set subject_id = contract_id where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Changed}},
		"SubjectType":      {[]string{`update audit_entries set subject_type = 'x' where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Changed}},
		"Time":             {[]string{`update audit_entries set at = at - interval '1 microsecond' where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Changed}},
		"StateBefore":      {[]string{`update audit_entries set before = '{"limit": 9}' where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Changed}},
		"NumberAsText":     {[]string{`update audit_entries set after = '{"limit": "3"}' where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Changed}},
		"StateRemoved":     {[]string{`update audit_entries set after = null where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Changed}},
		"Reason":           {[]string{`update audit_entries set reason = '' where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Changed}},
		"Request":          {[]string{`update audit_entries set request_id = '' where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Changed}},
		"Workspace":        {[]string{`update audit_entries set workspace_id = subject_id where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Changed}},
		"WorkspaceRemoved": {[]string{`update audit_entries set workspace_id = null where contract_id = $1 and seq = 5`}, audit.Break{Seq: 5, Fault: audit.Changed}},
		"ID":               {[]string{`update audit_entries set id = contract_id where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Changed}},
		"Hash":             {[]string{`update audit_entries set hash = '\x00' where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Changed}},
		"PreviousHash":     {[]string{`update audit_entries set previous_hash = hash where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Unlinked}},
		"Delete":           {[]string{`delete from audit_entries where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Missing}},
		"DeleteOfTheFirst": {[]string{`delete from audit_entries where contract_id = $1 and seq = 1`}, audit.Break{Seq: 1, Fault: audit.Missing}},
		"DeleteAndRenumber": {[]string{
			`delete from audit_entries where contract_id = $1 and seq = 3`,
			`update audit_entries set seq = 3 where contract_id = $1 and seq = 4`,
			`update audit_entries set seq = 4 where contract_id = $1 and seq = 5`,
		}, audit.Break{Seq: 3, Fault: audit.Unlinked}},
		"Swap": {[]string{
			`update audit_entries set seq = -2 where contract_id = $1 and seq = 2`,
			`update audit_entries set seq = 2 where contract_id = $1 and seq = 3`,
			`update audit_entries set seq = 3 where contract_id = $1 and seq = -2`,
		}, audit.Break{Seq: 2, Fault: audit.Unlinked}},
		"InsertBeforeTheFirst": {[]string{strayCopy(`-1`, `previous_hash`)}, audit.Break{Seq: -1, Fault: audit.Unlinked}},
		"InsertAfterTheLast":   {[]string{strayCopy(`6`, `hash`)}, audit.Break{Seq: 6, Fault: audit.Changed}},
		"MoveToOtherContract":  {[]string{`update audit_entries set contract_id = (select id from contracts where id <> $1) where contract_id = $1 and seq = 3`}, audit.Break{Seq: 3, Fault: audit.Missing}},
	} {
		t.Run("Notices"+name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			dbtest.Contract(t, b.client)
			b.recordFive(t)
			for _, statement := range tampering.sql {
				if _, err := b.owner.ExecContext(t.Context(), statement, b.contract); err != nil {
					t.Fatal(err)
				}
			}
			broken := b.verify(t)
			if broken == nil || broken.Seq != tampering.want.Seq || broken.Fault != tampering.want.Fault {
				t.Errorf("broken at %+v, want %+v", broken, tampering.want)
			}
		})
	}

	t.Run("CannotNoticeACutTail", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.recordFive(t)
		if _, err := b.owner.ExecContext(t.Context(), `delete from audit_entries where contract_id = $1 and seq > 3`, b.contract); err != nil {
			t.Fatal(err)
		}
		if broken := b.verify(t); broken != nil {
			t.Errorf("broken at %+v; the package says otherwise", broken)
		}
	})
}

// strayCopy adds a copy of the last entry.
func strayCopy(seq, previousHash string) string {
	return `
insert into audit_entries
select contract_id, gen_random_uuid(), ` + seq + `, at, actor_kind, actor_id, action, subject_type, subject_id, before, after, reason, request_id, ` + previousHash + `, hash
from audit_entries where contract_id = $1 and seq = 5`
}
