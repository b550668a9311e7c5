package report_test

import (
	"testing"

	"github.com/google/uuid"

	"cistern/internal/dbtest"
	"cistern/report"
)

func TestUsers(t *testing.T) {
	w := setup(t)
	one, other := dbtest.User(t, w.db), dbtest.User(t, w.db)
	dbtest.User(t, w.db)
	found := must(report.Users(t.Context(), w.tx, []uuid.UUID{one.ID, other.ID, one.ID, uuid.New()}))(t)
	if len(found) != 2 || found[one.ID].Email != one.Email || found[other.ID].Email != other.Email {
		t.Errorf("found %v", found)
	}
	if none := must(report.Users(t.Context(), w.tx, nil))(t); len(none) != 0 {
		t.Errorf("found %v among nobody", none)
	}
}
