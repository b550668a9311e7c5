package graph

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"cistern/auth"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/graph/view"
	"cistern/report"
)

const (
	// usagePoll bounds how old what depends on the time of day gets.
	usagePoll = 10 * time.Second
	// inboxPoll is longer: every page that is open watches an inbox, which changes seldom and by nothing but what is told of.
	inboxPoll = time.Minute
)

func usageOf(on auth.Scope, after *string) watched {
	return watched{action: auth.WatchUsage, on: on, of: on.Contract, poll: usagePoll, after: after}
}

// watchWorkspace shows the running period of a workspace.
func (r *Resolver) watchWorkspace(ctx context.Context, id globalid.ID, after *string) (<-chan *view.WorkspaceUsage, error) {
	on, err := workspaceFor(ctx, auth.WatchUsage, id)
	if err != nil {
		return nil, err
	}
	return frames(ctx, usageOf(on, after), func() (*view.WorkspaceUsage, error) {
		scope := report.Scope{Contract: on.Contract, Workspace: on.Workspace}
		return inView(ctx, r, scope, func(tx *ent.Tx, v report.View) (*view.WorkspaceUsage, error) {
			d, err := dashboardOf(ctx, tx, v)
			if errors.Is(err, sql.ErrNoRows) {
				err = auth.ErrNotFound
			}
			return &view.WorkspaceUsage{Frame: view.Frame{AsOf: v.Now}, WorkspaceID: id, Dashboard: d}, err
		})
	})
}

// watchContract shows the running period of a contract.
func (r *Resolver) watchContract(ctx context.Context, id globalid.ID, after *string) (<-chan *view.ContractUsage, error) {
	on := auth.Scope{Contract: id.Of}
	if id.Type != globalid.Contract {
		return nil, auth.ErrNotFound
	}
	if err := auth.From(ctx).Require(auth.WatchUsage, on); err != nil {
		return nil, err
	}
	return frames(ctx, usageOf(on, after), func() (*view.ContractUsage, error) {
		return inView(ctx, r, report.Scope{Contract: on.Contract}, func(tx *ent.Tx, v report.View) (*view.ContractUsage, error) {
			c, err := tx.Contract.Get(ctx, on.Contract)
			if err != nil {
				return nil, fmt.Errorf("find the contract: %w", err)
			}
			o, err := overviewOf(ctx, tx, c, v)
			return &view.ContractUsage{Frame: view.Frame{AsOf: v.Now}, ContractID: id, Overview: o}, err
		})
	})
}

// watchAgent shows the running period of an agent.
func (r *Resolver) watchAgent(ctx context.Context, id globalid.ID, after *string) (<-chan *view.AgentUsageNow, error) {
	a, err := r.agent(ctx, id)
	if err != nil {
		return nil, err
	}
	on := scopeOfAgent(a)
	if err := auth.From(ctx).Require(auth.WatchUsage, on); err != nil {
		return nil, err
	}
	return frames(ctx, usageOf(on, after), func() (*view.AgentUsageNow, error) {
		scope := report.Scope{Contract: on.Contract, Workspace: on.Workspace}
		return inView(ctx, r, scope, func(tx *ent.Tx, v report.View) (*view.AgentUsageNow, error) {
			frame := &view.AgentUsageNow{Frame: view.Frame{AsOf: v.Now}, AgentID: id}
			used, err := report.Agent(ctx, tx, v, a.ID)
			if used == nil || err != nil {
				return frame, err
			}
			known, err := peopleOf(ctx, tx, a)
			usage := view.NewAgentUsage(v, used, known)
			frame.Usage = &usage
			return frame, err
		})
	})
}

// watchNotifications shows a person what they were told.
func (r *Resolver) watchNotifications(ctx context.Context, after *string) (<-chan *view.NotificationsNow, error) {
	viewer := auth.From(ctx)
	if viewer.Program() {
		return nil, errPeopleOnly
	}
	about := watched{action: auth.SignedIn, of: viewer.UserID, poll: inboxPoll, personal: true, after: after}
	return frames(ctx, about, func() (*view.NotificationsNow, error) {
		return read(ctx, r, func(_ *ent.Tx, at time.Time) (*view.NotificationsNow, error) {
			return &view.NotificationsNow{Frame: view.Frame{AsOf: at}}, nil
		})
	})
}
