package graph

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/graph/view"
	"cistern/report"
)

// agentsCSV answers with the use of all agents of a workspace, most credits first, as the dashboard's list has it: the workspace and
// the period are global ids in the query, the period is the running one when left out. It streams; an answer that is cut short by a
// fault ends the connection, so that nobody takes it for whole.
func (r *Resolver) agentsCSV(w http.ResponseWriter, request *http.Request) {
	s := &snapshot{}
	defer s.close()
	ctx := context.WithValue(request.Context(), snapshotKey{}, s)
	export, err := r.payForExport(ctx, w.Header(), request.URL.Query())
	if err != nil {
		r.refuseExport(ctx, w, err)
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="agents-%s.csv"`, export.Period().StartsOn()))
	if err := r.writeAgents(ctx, w, export); err != nil {
		r.Log.ErrorContext(ctx, "export of agents cut short", "error", err)
		panic(http.ErrAbortHandler)
	}
}

// payForExport opens an export and takes what it costs off the caller's budget: a point for the asking, which is paid before anything is
// read, and one for each of its cells, as for fields. All of a minute is enough for any: nobody could ask for less.
func (r *Resolver) payForExport(ctx context.Context, h http.Header, query url.Values) (export, error) {
	asked, err := r.pay(ctx, h, 1)
	if err != nil {
		return export{}, err
	}
	e, err := r.openExport(ctx, query.Get("workspace"), query.Get("period"))
	if err != nil {
		return e, err
	}
	agents, err := r.countAgents(ctx, report.AgentsQuery{View: e.View})
	if err != nil {
		return e, err
	}
	cells := min(agents*len(exportColumns), asked.Limit-1)
	if _, err = r.pay(ctx, h, cells); err != nil {
		_, err = r.pay(ctx, h, cells+1) // which is how long to wait for: asking again is a point again
	}
	return e, err
}

// pay takes points off the caller's budget and tells of it; a *gqlerror.Error says that there are fewer.
func (r *Resolver) pay(ctx context.Context, h http.Header, points int) (auth.Spent, error) {
	spent, err := r.Budgets.Spend(ctx, points)
	if err != nil {
		return spent, err
	}
	spent.SetHeaders(h)
	if spent.Wait > 0 {
		return spent, tooCostly(spent)
	}
	return spent, nil
}

// export is a dashboard to be written, and the workspace's name.
type export struct {
	*view.CreditsDashboard
	workspace string
}

func (r *Resolver) openExport(ctx context.Context, workspace, period string) (export, error) {
	id, err := globalid.Parse(workspace)
	if err != nil {
		return export{}, err
	}
	if _, err := workspaceFor(ctx, auth.ViewDashboard, id); err != nil {
		return export{}, err
	}
	found, err := r.workspace(ctx, id)
	if err != nil {
		return export{}, err
	}
	if period == "" {
		d, err := r.dashboard(ctx, found, nil)
		return export{d, found.Name}, err
	}
	named, err := globalid.Parse(period)
	if err != nil {
		return export{}, err
	}
	d, err := r.dashboard(ctx, found, &named)
	return export{d, found.Name}, err
}

// exportColumns never change places: sheets refer to them.
var exportColumns = []string{
	"agent_id", "agent", "workspace", "period_start", "period_end", "status", "credits", "runs_succeeded", "runs_failed",
	"last_run_at", "credit_limit", "created_by", "created_at",
}

// byteOrderMark tells spreadsheets that the text is UTF-8.
const byteOrderMark = "\ufeff"

func (r *Resolver) writeAgents(ctx context.Context, w io.Writer, e export) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(exportColumns); err != nil {
		return err
	}
	for page := (report.Page{First: 100}); ; {
		list, err := r.agents(ctx, report.AgentsQuery{
			View: e.View, Page: page, Order: report.AgentOrder{By: report.ByCredits, Descending: true},
		})
		if err != nil {
			return err
		}
		for _, u := range list.Nodes {
			if err := out.Write(e.row(u)); err != nil {
				return err
			}
		}
		out.Flush()
		if err := out.Error(); err != nil || !list.PageInfo.HasNextPage {
			return err
		}
		page.After = *list.PageInfo.EndCursor
	}
}

func (e export) row(u view.AgentUsage) []string {
	creator, limit := "", ""
	if by := u.Agent().Creator; by != nil {
		creator = by.Name
	}
	if u.CreditLimit != nil {
		limit = u.CreditLimit.String()
	}
	return []string{
		u.Agent().ID().String(), cell(u.Name), cell(e.workspace), e.Period().StartsOn().String(), e.Period().EndsOn().String(),
		string(u.Status), u.Credits.String(), strconv.Itoa(u.Succeeded), strconv.Itoa(u.Failed),
		instant(u.LastRunAt), limit, cell(creator), instant(&u.CreatedAt),
	}
}

func instant(at *time.Time) string {
	if at == nil {
		return ""
	}
	return at.UTC().Format(time.RFC3339)
}

func (r *Resolver) refuseExport(ctx context.Context, w http.ResponseWriter, err error) {
	var denied *auth.Error
	var refused *credit.Error
	var limited *gqlerror.Error
	switch {
	case errors.Is(err, auth.ErrUnauthenticated):
		http.Error(w, auth.ErrUnauthenticated.Message, http.StatusUnauthorized)
	case errors.Is(err, auth.ErrNotFound), errors.As(err, &refused) && refused.Code == credit.CodeNotFound, ent.IsNotFound(err):
		http.Error(w, auth.ErrNotFound.Message, http.StatusNotFound)
	case errors.As(err, &denied):
		http.Error(w, denied.Message, http.StatusForbidden)
	case refused != nil:
		http.Error(w, refused.Message, http.StatusBadRequest)
	case errors.As(err, &limited):
		w.Header().Set("Retry-After", strconv.Itoa(limited.Extensions["retryAfter"].(int)))
		http.Error(w, limited.Message, http.StatusTooManyRequests)
	default:
		r.Log.ErrorContext(ctx, "export of agents failed", "error", err)
		http.Error(w, "Something went wrong on our side. Try again.", http.StatusInternalServerError)
	}
}
