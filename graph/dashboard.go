package graph

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/contract"
	"cistern/ent/workspace"
	"cistern/graph/globalid"
	"cistern/graph/model"
	"cistern/graph/view"
	"cistern/ledger"
	"cistern/report"
)

// workspace finds a workspace for a caller who may see it.
func (r *Resolver) workspace(ctx context.Context, id globalid.ID) (*view.Workspace, error) {
	scope := auth.Scope{Contract: id.Contract, Workspace: id.Of}
	if id.Type != globalid.Workspace {
		return nil, auth.ErrNotFound
	}
	if err := auth.From(ctx).Require(auth.ViewWorkspace, scope); err != nil {
		return nil, err
	}
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*view.Workspace, error) { return findWorkspace(ctx, tx, scope) })
}

func findWorkspace(ctx context.Context, tx *ent.Tx, at auth.Scope) (*view.Workspace, error) {
	found, err := tx.Workspace.Query().
		Where(workspace.ContractID(at.Contract), workspace.ID(at.Workspace)).
		Only(ctx)
	if ent.IsNotFound(err) {
		return nil, auth.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("find workspace: %w", err)
	}
	owner, err := tx.Contract.Query().Where(contract.ID(at.Contract)).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("find contract: %w", err)
	}
	return &view.Workspace{Workspace: found, Contract: owner}, nil
}

// dashboard opens the view of a period: the running one, or the one named.
func (r *Resolver) dashboard(ctx context.Context, w *view.Workspace, period *globalid.ID) (*view.CreditsDashboard, error) {
	scope := report.Scope{Contract: w.ContractID, Workspace: w.Workspace.ID}
	if err := named(&scope, period); err != nil {
		return nil, err
	}
	return inView(ctx, r, scope, func(tx *ent.Tx, v report.View) (*view.CreditsDashboard, error) { return dashboardOf(ctx, tx, v) })
}

func dashboardOf(ctx context.Context, tx *ent.Tx, v report.View) (*view.CreditsDashboard, error) {
	summary, err := report.Summary(ctx, tx, v)
	return &view.CreditsDashboard{Moment: view.Moment{View: v}, UsageSummary: summary}, err
}

// named narrows a scope to the period that an id names, if one is given.
func named(scope *report.Scope, period *globalid.ID) error {
	if period == nil {
		return nil
	}
	if period.Type != globalid.BillingPeriod || period.Contract != scope.Contract {
		return &credit.Error{Code: credit.CodeNotFound, Field: "period", Message: "there is no such billing period"}
	}
	scope.Period = &period.Of
	return nil
}

// inView runs fn on a view of the operation's snapshot. When the service date has passed and nothing has crossed it yet, this does
// (D5), and the snapshot begins anew.
func inView[T any](ctx context.Context, r *Resolver, scope report.Scope, fn func(*ent.Tx, report.View) (T, error)) (T, error) {
	open := func(tx *ent.Tx, at time.Time) (out T, err error) {
		scope.Now = at
		v, err := report.Open(ctx, tx, scope)
		if err != nil {
			return out, err
		}
		return fn(tx, v)
	}
	out, err := read(ctx, r, open)
	if !errors.Is(err, report.ErrNotOpened) {
		return out, err
	}
	if err := r.write(ctx, scope.Contract, func(*ent.Tx, time.Time) error { return nil }); err != nil {
		return out, err
	}
	return read(ctx, r, open)
}

// periods lists the billing periods of a contract.
func (r *Resolver) periods(ctx context.Context, c *ent.Contract, p report.Page) (*view.BillingPeriodConnection, error) {
	calendar, err := ledger.CalendarOf(c)
	if err != nil {
		return nil, err
	}
	return read(ctx, r, func(tx *ent.Tx, at time.Time) (*view.BillingPeriodConnection, error) {
		list, err := report.Periods(ctx, tx, c.ID, p)
		if err != nil {
			return nil, err
		}
		return view.BillingPeriods(calendar, at, list), nil
	})
}

// agentDays is the daily use of the agents of a page, which share a view.
func (r *Resolver) agentDays(ctx context.Context, of []*view.AgentUsage) ([][]credit.Amount, error) {
	ids := make([]uuid.UUID, len(of))
	for i, u := range of {
		ids[i] = u.AgentUsage.ID
	}
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) ([][]credit.Amount, error) {
		return report.AgentDays(ctx, tx, of[0].View, ids)
	})
}

// agentSeries is the use of the agents of a dashboard that used most, as it grew.
func (r *Resolver) agentSeries(ctx context.Context, v report.View, top int) ([]view.AgentSeries, error) {
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) ([]view.AgentSeries, error) {
		series, err := report.Series(ctx, tx, v, top)
		if err != nil {
			return nil, err
		}
		var agents []*ent.Agent
		for _, s := range series {
			if s.Agent != nil {
				agents = append(agents, &s.Agent.Agent)
			}
		}
		known, err := peopleOf(ctx, tx, agents...)
		return view.AllSeries(series, known), err
	})
}

// agents lists the agents of a dashboard.
func (r *Resolver) agents(ctx context.Context, q report.AgentsQuery) (*view.AgentUsageConnection, error) {
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*view.AgentUsageConnection, error) {
		list, err := report.Agents(ctx, tx, q)
		if err != nil {
			return nil, err
		}
		agents := make([]*ent.Agent, len(list.Edges))
		for i, e := range list.Edges {
			agents[i] = &e.Node.Agent
		}
		known, err := peopleOf(ctx, tx, agents...)
		return view.AgentUsages(q, list, known), err
	})
}

// countAgents is how many agents there are on all pages.
func (r *Resolver) countAgents(ctx context.Context, q report.AgentsQuery) (int, error) {
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (int, error) { return report.CountAgents(ctx, tx, q) })
}

func agentsQuery(v report.View, first int, after *string, orderBy model.AgentUsageOrder, filter *model.AgentUsageFilter) report.AgentsQuery {
	q := report.AgentsQuery{
		View:  v,
		Page:  page(first, after),
		Order: report.AgentOrder{By: orderBy.Field, Descending: orderBy.Direction == model.OrderDirectionDesc},
	}
	if filter != nil {
		q.Status = filter.Status
		if filter.Search != nil {
			q.Search = *filter.Search
		}
	}
	return q
}

func page(first int, after *string) report.Page {
	p := report.Page{First: first}
	if after != nil {
		p.After = *after
	}
	return p
}
