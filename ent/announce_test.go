package ent_test

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/internal/dbtest"
)

func TestCommitsAreAnnounced(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	one, other := uuid.New(), uuid.New()
	var told []uuid.UUID
	client := ent.NewClient(ent.Announcing(db.SQL, func(of ...uuid.UUID) { told = append(told, of...) }))
	var outcome error
	change := func(tx *ent.Tx) error {
		tx.Changes(one)
		tx.Changes(other)
		if len(told) > 0 {
			t.Errorf("told of %v before the commit", told)
		}
		return outcome
	}
	if err := ent.InTx(t.Context(), client, change); err != nil || !slices.Equal(told, []uuid.UUID{one, other}) {
		t.Errorf("told of %v, %v", told, err)
	}
	told = nil
	tx, err := client.BeginTx(t.Context(), &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		t.Fatal(err)
	}
	if err := tx.Do(change); err != nil || len(told) != 2 {
		t.Errorf("told of %v, %v", told, err)
	}
	told = nil

	outcome = errors.New("undone")
	if err := ent.InTx(t.Context(), client, change); !errors.Is(err, outcome) {
		t.Error(err)
	}
	outcome = nil
	ending, end := context.WithCancel(t.Context())
	if err := ent.InTx(ending, client, func(tx *ent.Tx) error { end(); return change(tx) }); err == nil {
		t.Error("committed after its context has ended")
	}
	if err := ent.InTx(t.Context(), client, func(*ent.Tx) error { return nil }); err != nil {
		t.Error(err)
	}
	if len(told) > 0 {
		t.Errorf("told of %v, of which nothing stayed", told)
	}
	if err := ent.InTx(t.Context(), ent.NewClient(ent.Announcing(db.SQL, nil)), change); err != nil {
		t.Error(err)
	}
}
