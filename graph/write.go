package graph

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/auth"
	"cistern/billing"
	"cistern/credit"
	"cistern/ent"
	"cistern/ledger"
)

// accountChange is a change of a contract that is locked, with its running period.
type accountChange func(tx *ent.Tx, a billing.Account, now time.Time) error

// write runs fn in a transaction under the contract's lock, with its running period open, and commits it when fn returns no error.
// What is read from then on sees what was written, and whoever watches the contract sees it soon.
func (r *Resolver) write(ctx context.Context, contract uuid.UUID, fn func(tx *ent.Tx, now time.Time) error) error {
	return r.writeAccount(ctx, contract, func(tx *ent.Tx, _ billing.Account, now time.Time) error { return fn(tx, now) })
}

// writeAccount is write for what needs the contract and its running period.
func (r *Resolver) writeAccount(ctx context.Context, contract uuid.UUID, fn accountChange) error {
	defer renewSnapshot(ctx)
	tx, err := r.begin(ctx, nil)
	if err != nil {
		return err
	}
	return tx.Do(func(tx *ent.Tx) error {
		locked, err := ledger.Lock(ctx, tx, contract)
		if err != nil {
			return err
		}
		now := ledger.Now(locked, r.Now())
		running, err := ledger.OpenPeriod(ctx, tx, locked, now)
		if err != nil {
			return err
		}
		return fn(tx, billing.Account{Contract: locked, Period: running}, now)
	})
}

// change is write for what may be refused: a refusal is for the payload, and nothing was written then.
func (r *Resolver) change(ctx context.Context, contract uuid.UUID, fn func(tx *ent.Tx, now time.Time) error) (refused *credit.Error, err error) {
	return refusal(r.write(ctx, contract, fn))
}

// changeAccount is writeAccount for what may be refused.
func (r *Resolver) changeAccount(ctx context.Context, contract uuid.UUID, fn accountChange) (refused *credit.Error, err error) {
	return refusal(r.writeAccount(ctx, contract, fn))
}

// refusal tells what was refused from what went wrong.
func refusal(err error) (refused *credit.Error, fault error) {
	if errors.As(err, &refused) {
		return refused, nil
	}
	return nil, err
}

// cause is the caller with their reason.
func cause(ctx context.Context, reason string) audit.Cause {
	v := auth.From(ctx)
	actor := audit.Actor{Kind: audit.User, ID: v.UserID}
	if v.Program() {
		actor = audit.Actor{Kind: audit.Token, ID: v.Token.ID}
	}
	return audit.Cause{Actor: actor, Reason: reason, RequestID: audit.RequestID(ctx)}
}
