package ingest

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"cistern/internal/dbtest"
)

// Whoever watches the contract is told of a commit, and whoever it tells something of that.
func TestCommitsAreTold(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	admin := dbtest.User(t, s.client)
	dbtest.Membership(t, s.client, admin, s.workspace)
	var told []uuid.UUID
	c := s.announcing(t, ScopeAll, func(of ...uuid.UUID) {
		if s.runs(t) == 0 {
			t.Error("told before the commit")
		}
		told = append(told, of...)
	})
	submitAll(t, c, s.record(credits), s.record(credits))
	if !slices.Contains(told, s.contract.ID) || slices.Contains(told, admin.ID) {
		t.Errorf("told of %v, changed was %v", told, s.contract.ID)
	}
	submitAll(t, c, s.record(900*credits))
	if !slices.Contains(told, admin.ID) {
		t.Errorf("told of %v: not of what %v was told", told, admin.ID)
	}
	told = nil
	if refused := submit(t, c, s.finish(newID(), credits)); refused.Err == nil {
		t.Error("a run that nobody started was finished")
	}
}
