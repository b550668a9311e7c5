package graph

import (
	"context"
	"time"

	"cistern/auth"
	"cistern/billing"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/model"
	"cistern/graph/view"
	"cistern/jobs"
	"cistern/metering"
)

func (r *Resolver) moveClock(ctx context.Context, in model.MoveClockInput) (*workspaceChange, error) {
	on, err := workspaceFor(ctx, auth.MoveClock, in.WorkspaceID)
	if err != nil {
		return nil, err
	}
	out := &workspaceChange{}
	refused, err := r.changeAccount(ctx, on.Contract, func(tx *ent.Tx, a billing.Account, now time.Time) (err error) {
		if !r.Trial {
			return errNoTrial
		}
		if err := billing.MoveClock(ctx, tx, &a, in.To, cause(ctx, in.Reason), now); err != nil {
			return err
		}
		if _, err := metering.Stall(ctx, tx, on.Contract, r.Now()); err != nil {
			return err
		}
		if out.Workspace, err = findWorkspace(ctx, tx, on); err != nil {
			return err
		}
		return jobs.Enqueue(ctx, tx, jobs.OpenPeriodArgs{Contract: on.Contract, At: r.Now()})
	})
	out.UserErrors = userErrors(refused)
	return out, err
}

var errNoTrial = &credit.Error{
	Code: credit.CodeForbidden, Message: "clocks can be moved where CISTERN_TRIAL is on, and it is off here",
}

func (r *Resolver) clock(ctx context.Context, w *view.Workspace) (*view.Clock, error) {
	b, err := r.billing(ctx, w.ContractID)
	if err != nil {
		return nil, err
	}
	ahead, err := b.Account.Ahead()
	return &view.Clock{Contract: b.Account.Contract, Now: b.Now, Movable: r.Trial, Ahead: ahead}, err
}
