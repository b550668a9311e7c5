package billing

import (
	"context"
	"fmt"
	"time"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
)

// LowerAllowance makes the allowance less from the next reset on, or none at all (D16). It takes the place of what was pending
// before. An amount that is not less, or is neither zero nor in the price list, is a credit.Error of BAD_USER_INPUT.
func LowerAllowance(ctx context.Context, tx *ent.Tx, a Account, credits credit.Amount, cause audit.Cause, now time.Time) error {
	if err := a.checkSelfServe(ctx, tx); err != nil {
		return err
	}
	if credits >= a.Contract.Allowance {
		return badInput("credits", "the allowance is %s credits a month: %s is not less", a.Contract.Allowance, credits)
	}
	var minor int64
	if credits != 0 {
		line, err := priceOf(ctx, tx, credits, a.Contract.Currency)
		if err != nil {
			return err
		}
		minor = line.AmountMinor
	}
	return a.setPending(ctx, tx, &credits, minor, cause, now)
}

// KeepAllowance revokes what was pending. Where nothing is, it changes nothing.
func KeepAllowance(ctx context.Context, tx *ent.Tx, a Account, cause audit.Cause, now time.Time) error {
	if err := a.checkSelfServe(ctx, tx); err != nil {
		return err
	}
	return a.setPending(ctx, tx, nil, 0, cause, now)
}

// setPending records the change, if it is one.
func (a Account) setPending(ctx context.Context, tx *ent.Tx, credits *credit.Amount, minor int64, cause audit.Cause, now time.Time) error {
	c := a.Contract
	if c.PendingAllowance == nil && credits == nil || c.PendingAllowance != nil && credits != nil && *c.PendingAllowance == *credits {
		return nil
	}
	if err := cause.Check(); err != nil {
		return err
	}
	update := tx.Contract.UpdateOneID(c.ID).ClearPendingAllowance().SetPendingAllowanceMinor(minor)
	if err := update.SetNillablePendingAllowance(credits).Exec(ctx); err != nil {
		return fmt.Errorf("set the pending allowance: %w", err)
	}
	type state struct {
		Pending *credit.Amount `json:"pendingAllowance"`
	}
	before := state{c.PendingAllowance}
	c.PendingAllowance, c.PendingAllowanceMinor = credits, minor
	return audit.Record(ctx, tx, c.ID, cause.Entry(audit.Entry{
		Action: "contract.set_pending_allowance", SubjectType: "contract", SubjectID: c.ID, Before: before, After: state{credits},
	}), now)
}
