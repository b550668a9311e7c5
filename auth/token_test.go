package auth

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/auditentry"
	"cistern/internal/dbtest"
)

var toWriteRuns = []credit.TokenScope{credit.ScopeRunsWrite}

func TestIssue(t *testing.T) {
	t.Parallel()
	b := setup(t)
	workspace := b.workspace(t)
	foreign := b.workspace(t)

	t.Run("KeepsTheHashAlone", func(t *testing.T) {
		plain, issued := b.issue(t, NewToken{On: scopeOf(workspace), Scopes: toWriteRuns})
		digits, _ := strings.CutPrefix(plain, "cis_")
		bits := must(base64.RawURLEncoding.DecodeString(digits))
		if len(bits) != 16+32 || uuid.UUID(bits[:16]) != workspace.ContractID {
			t.Errorf("token %s", plain)
		}
		if sum := sha256.Sum256(bits); string(issued.Hash) != string(sum[:]) {
			t.Error("stored as something else")
		}
		if again, _ := b.issue(t, NewToken{On: scopeOf(workspace), Scopes: toWriteRuns}); again == plain {
			t.Error("issued twice")
		}
	})
	t.Run("IsAudited", func(t *testing.T) {
		admin := dbtest.User(t, b.client)
		contract := dbtest.Contract(t, b.client)
		err := b.locked(t, contract.ID, func(tx *ent.Tx) error {
			plain, issued, err := Issue(t.Context(), tx, NewToken{
				On: Scope{Contract: contract.ID}, Name: "runtime", Scopes: toWriteRuns,
				Actor: audit.Actor{Kind: audit.User, ID: admin.ID}, Reason: "the new runtime",
			}, b.clock.now())
			if err != nil {
				return err
			}
			if issued.CreatedBy == nil || *issued.CreatedBy != admin.ID {
				t.Errorf("created by %v", issued.CreatedBy)
			}
			entry := must(tx.AuditEntry.Query().Where(auditentry.ContractID(contract.ID)).Only(t.Context()))
			if entry.Action != "token.issue" || entry.SubjectID != issued.ID || *entry.ActorID != admin.ID || entry.Reason != "the new runtime" {
				t.Errorf("entry %v", entry)
			}
			if after := string(entry.After); !strings.Contains(after, `"RUNS_WRITE"`) || strings.Contains(after, "hash") || strings.Contains(after, plain) {
				t.Errorf("after %s", after)
			}
			broken, err := audit.Verify(t.Context(), tx, contract.ID)
			if broken != nil {
				t.Errorf("broken at %+v", broken)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	for name, test := range map[string]struct {
		change func(*NewToken)
		want   credit.ErrorCode
	}{
		"NoName":           {func(n *NewToken) { n.Name = "" }, credit.CodeBadInput},
		"LongName":         {func(n *NewToken) { n.Name = strings.Repeat("ế", 201) }, credit.CodeBadInput},
		"NoScope":          {func(n *NewToken) { n.Scopes = nil }, credit.CodeBadInput},
		"UnknownScope":     {func(n *NewToken) { n.Scopes = []credit.TokenScope{"ALL"} }, credit.CodeBadInput},
		"ExpiredAlready":   {func(n *NewToken) { n.ExpiresAt = b.clock.now() }, credit.CodeBadInput},
		"UnknownWorkspace": {func(n *NewToken) { n.On.Workspace = uuid.New() }, credit.CodeNotFound},
		"ForeignWorkspace": {func(n *NewToken) { n.On.Workspace = foreign.ID }, credit.CodeNotFound},
	} {
		t.Run("Refuses"+name, func(t *testing.T) {
			n := NewToken{On: scopeOf(workspace), Name: "runtime", Scopes: toWriteRuns, Actor: operator}
			test.change(&n)
			err := b.locked(t, workspace.ContractID, func(tx *ent.Tx) error {
				_, _, err := Issue(t.Context(), tx, n, b.clock.now())
				return err
			})
			var refusal *credit.Error
			if !errors.As(err, &refusal) || refusal.Code != test.want {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestRevoke(t *testing.T) {
	t.Parallel()
	b := setup(t)
	on := Scope{Contract: dbtest.Contract(t, b.client).ID}
	_, issued := b.issue(t, NewToken{On: on, Scopes: toWriteRuns})
	b.revoke(t, issued)
	b.revoke(t, issued)
	if n := b.client.AuditEntry.Query().Where(auditentry.ContractID(on.Contract), auditentry.Action("token.revoke")).CountX(t.Context()); n != 1 {
		t.Errorf("audited %d times", n)
	}
	stranger := dbtest.Contract(t, b.client).ID
	err := b.locked(t, stranger, func(tx *ent.Tx) error {
		return Revoke(t.Context(), tx, Revocation{Contract: stranger, Token: issued.ID, Actor: operator}, b.clock.now())
	})
	var refusal *credit.Error
	if !errors.As(err, &refusal) || refusal.Code != credit.CodeNotFound {
		t.Errorf("of another contract: %v", err)
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	t.Run("KnowsItsBearer", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		on := scopeOf(b.workspace(t))
		plain, issued := b.issue(t, NewToken{On: on, Scopes: toWriteRuns})
		v, err := b.tokens.verify(t.Context(), plain)
		if err != nil || v.UserID != uuid.Nil || v.Token.ID != issued.ID || v.Token.On != on || len(v.Token.Scopes) != 1 {
			t.Errorf("%+v, %v", v, err)
		}
	})
	t.Run("RefusesWhatIsNotOne", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		contract := dbtest.Contract(t, b.client).ID
		plain, _ := b.issue(t, NewToken{On: Scope{Contract: contract}, Scopes: toWriteRuns})
		elsewhere := newTokenText(dbtest.Contract(t, b.client).ID)
		own, _ := parseToken(plain)
		copy(elsewhere[16:], own[16:])
		for name, text := range map[string]string{
			"Empty":              "",
			"PrefixAlone":        "cis_",
			"NoPrefix":           strings.TrimPrefix(plain, "cis_"),
			"OtherPrefix":        "cix_" + strings.TrimPrefix(plain, "cis_"),
			"UpperCase":          strings.ToUpper(plain),
			"Cut":                plain[:len(plain)-1],
			"Longer":             plain + "A",
			"Padded":             plain + "=",
			"Spaced":             plain[:30] + " " + plain[31:],
			"LineBreak":          plain[:30] + "\n" + plain[31:],
			"NotBase64":          "cis_" + strings.Repeat("!", 64),
			"OneCharacterOff":    plain[:60] + other(plain[60]) + plain[61:],
			"UnknownSecret":      newTokenText(contract).String(),
			"UnknownContract":    newTokenText(uuid.New()).String(),
			"SecretOfAnother":    elsewhere.String(),
			"AMegabyteOfNothing": "cis_" + strings.Repeat("A", 1<<20),
			"Zero":               "cis_" + strings.Repeat("\x00", 64),
		} {
			if v, err := b.tokens.verify(t.Context(), text); v != nil || !errors.Is(err, ErrUnauthenticated) {
				t.Errorf("%s: %v, %v", name, v, err)
			}
		}
	})
	t.Run("RefusesExpiredAtTheVeryInstant", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		on := Scope{Contract: dbtest.Contract(t, b.client).ID}
		plain, _ := b.issue(t, NewToken{On: on, Scopes: toWriteRuns, ExpiresAt: b.clock.now().Add(time.Hour)})
		b.clock.pass(time.Hour - time.Microsecond)
		if _, err := b.tokens.verify(t.Context(), plain); err != nil {
			t.Errorf("just before: %v", err)
		}
		b.clock.pass(time.Microsecond) // what is remembered of it is fresh
		if _, err := b.tokens.verify(t.Context(), plain); !errors.Is(err, ErrUnauthenticated) {
			t.Errorf("at the instant: %v", err)
		}
	})
	t.Run("RefusesRevokedWithinASecond", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		on := Scope{Contract: dbtest.Contract(t, b.client).ID}
		plain, issued := b.issue(t, NewToken{On: on, Scopes: toWriteRuns})
		must(b.tokens.verify(t.Context(), plain))
		b.revoke(t, issued)
		b.clock.pass(tokenMemory)
		if _, err := b.tokens.verify(t.Context(), plain); !errors.Is(err, ErrUnauthenticated) {
			t.Errorf("after a second: %v", err)
		}
		if _, err := NewTokens(b.db, b.log, b.clock.now).verify(t.Context(), plain); !errors.Is(err, ErrUnauthenticated) {
			t.Errorf("by another process: %v", err)
		}
	})
	t.Run("NotesItsUseOnceAMinute", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		on := Scope{Contract: dbtest.Contract(t, b.client).ID}
		plain, _ := b.issue(t, NewToken{On: on, Scopes: toWriteRuns})
		first := b.clock.now()
		for _, test := range []struct {
			pass time.Duration
			want time.Time
		}{
			{0, first},
			{usedInterval - time.Second, first},
			{time.Second, first.Add(usedInterval)},
		} {
			b.clock.pass(test.pass)
			must(b.tokens.verify(t.Context(), plain))
			b.tokens.Close()
			var used time.Time
			err := b.db.QueryRowContext(t.Context(), `select used_at from service_tokens where contract_id = $1`, on.Contract).Scan(&used)
			if err != nil || !used.Equal(test.want) {
				t.Errorf("used at %s, %v; want %s", used, err, test.want)
			}
		}
	})
	t.Run("AFaultIsNotARefusalAndIsForgotten", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		on := Scope{Contract: dbtest.Contract(t, b.client).ID}
		plain, _ := b.issue(t, NewToken{On: on, Scopes: toWriteRuns})
		owner := must(sql.Open("postgres", b.url))
		defer owner.Close()
		must(owner.ExecContext(t.Context(), `alter table service_tokens rename to elsewhere`))
		if _, err := b.tokens.verify(t.Context(), plain); err == nil || errors.Is(err, ErrUnauthenticated) {
			t.Errorf("got %v", err)
		}
		must(owner.ExecContext(t.Context(), `alter table elsewhere rename to service_tokens`))
		if _, err := b.tokens.verify(t.Context(), plain); err != nil {
			t.Error(err)
		}
	})
	t.Run("WhoGivesUpTakesNobodyAlong", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		on := Scope{Contract: dbtest.Contract(t, b.client).ID}
		plain, _ := b.issue(t, NewToken{On: on, Scopes: toWriteRuns})
		gone, leave := context.WithCancel(t.Context())
		leave()
		_, _ = b.tokens.verify(gone, plain)
		if _, err := b.tokens.verify(t.Context(), plain); err != nil {
			t.Error(err)
		}
	})
}

func TestTokensOnTheHotPath(t *testing.T) {
	b := setup(t)
	on := Scope{Contract: dbtest.Contract(t, b.client).ID}
	plain, issued := b.issue(t, NewToken{On: on, Scopes: toWriteRuns})
	b.exec(t, `update service_tokens set used_at = $3 where contract_id = $1 and id = $2`, on.Contract, issued.ID, b.clock.now())

	t.Run("AsksOnceASecondHoweverManyCome", func(t *testing.T) {
		b.db.SetMaxOpenConns(1) // whose statistics are counted exactly
		before := b.lookups(t)
		for range 3 {
			var callers sync.WaitGroup
			for range 100 {
				callers.Go(func() {
					if _, err := b.tokens.verify(t.Context(), plain); err != nil {
						t.Error(err)
					}
				})
			}
			callers.Wait()
			b.clock.pass(tokenMemory)
		}
		if n := b.lookups(t) - before; n != 3 {
			t.Errorf("asked %d times in three seconds", n)
		}
	})
	t.Run("AsksNoMoreThanWhoWasFasterJustNow", func(t *testing.T) {
		token, _ := parseToken(plain)
		before := b.lookups(t)
		for range 2 {
			must(b.tokens.ask(t.Context(), token.hash(), func(ctx context.Context, now time.Time) (knownToken, error) {
				return b.tokens.find(ctx, on.Contract, token.hash(), now)
			}))
		}
		if n := b.lookups(t) - before; n != 1 {
			t.Errorf("asked %d times", n)
		}
	})
	t.Run("AllocatesNothing", func(t *testing.T) {
		must(b.tokens.verify(t.Context(), plain))
		if n := testing.AllocsPerRun(100, func() { must(b.tokens.verify(t.Context(), plain)) }); n > 0 {
			t.Errorf("%v allocations", n)
		}
	})
}

// other is another digit of base64.
func other(digit byte) string {
	if digit == 'A' {
		return "B"
	}
	return "A"
}

// lookups is how often the table of tokens was searched.
func (b *bundle) lookups(t *testing.T) (count int) {
	t.Helper()
	b.exec(t, `select pg_stat_force_next_flush()`)
	b.exec(t, `select pg_stat_clear_snapshot()`)
	err := b.db.QueryRowContext(t.Context(), `
		select coalesce(seq_scan, 0) + coalesce(idx_scan, 0) from pg_stat_user_tables where relname = 'service_tokens'`).Scan(&count)
	if err != nil {
		t.Fatal(err)
	}
	return count
}

func FuzzParseToken(f *testing.F) {
	f.Add("")
	f.Add("cis_")
	f.Add(newTokenText(uuid.New()).String())
	f.Fuzz(func(t *testing.T, text string) {
		if token, ok := parseToken(text); ok && token.String() != text {
			t.Errorf("%q and %q are the same token", text, token)
		}
	})
}
