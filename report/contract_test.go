package report_test

import (
	"slices"
	"testing"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/report"
)

func TestContract(t *testing.T) {
	w := setup(t)
	w.periods()
	capped := dbtest.Workspace(t, w.db, w.contract, func(c *ent.WorkspaceCreate) { c.SetAllocation(*credits(300)) })
	idle := dbtest.Workspace(t, w.db, w.contract, func(c *ent.WorkspaceCreate) { c.SetAllocation(*credits(100)) })
	w.ranDaily(w.agent(), now, 10)
	w.ranDaily(dbtest.Agent(t, w.db, capped), now, 30)
	v := w.view(nil, now)

	summary := must(report.Pool(t.Context(), w.tx, v))(t)
	if summary.Pool.Used != *credits(400) || summary.Pool.Granted != *credits(1000) || summary.Allocated != *credits(400) {
		t.Errorf("%+v", summary)
	}
	list := must(report.Workspaces(t.Context(), w.tx, v, report.Page{First: 10}))(t)
	if len(list.Edges) != 3 || list.HasNextPage {
		t.Fatalf("%d workspaces", len(list.Edges))
	}
	first, second, third := list.Edges[0].Node, list.Edges[1].Node, list.Edges[2].Node
	if first.ID != capped.ID || first.Used != *credits(300) || first.Share() != 0.75 || *first.AllocationRatio() != 1 || first.Threshold() != credit.ThresholdReached ||
		!slices.Equal(first.Blockers, []credit.BlockerCode{credit.BlockerAllocationReached}) {
		t.Errorf("first %+v", first)
	}
	requireAbout(t, *first.Expected, 900)
	if second.ID != w.workspace.ID || second.AllocationRatio() != nil || second.Threshold() != credit.ThresholdNone || len(second.Blockers) != 0 {
		t.Errorf("second %+v", second)
	}
	if third.ID != idle.ID || third.Expected != nil || third.Share() != 0 {
		t.Errorf("third %+v", third)
	}

	var names []string
	page := report.Page{First: 1}
	for {
		list := must(report.Workspaces(t.Context(), w.tx, v, page))(t)
		names = append(names, list.Edges[0].Node.ID.String())
		if !list.HasNextPage {
			break
		}
		page.After = list.Edges[0].Cursor
	}
	if want := []string{capped.ID.String(), w.workspace.ID.String(), idle.ID.String()}; !slices.Equal(names, want) {
		t.Errorf("page by page: %v, want %v", names, want)
	}
	_, err := report.Workspaces(t.Context(), w.tx, v, report.Page{First: 0})
	requireCode(t, err, credit.CodeBadInput, "first")
}
