package ingest

import (
	"slices"
	"testing"

	"github.com/google/uuid"
)

func TestCommitsAreTold(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	c := s.process(t, ScopeAll)
	var told []uuid.UUID
	c.Changed = func(contracts ...uuid.UUID) {
		if s.runs(t) == 0 {
			t.Error("told before the commit")
		}
		told = append(told, contracts...)
	}
	submitAll(t, c, s.record(credits), s.record(credits))
	if want := []uuid.UUID{s.contract.ID}; !slices.Equal(told, want) {
		t.Errorf("told of %v, changed was %v", told, want)
	}
}
