package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/grant"
)

// Reversal says which grant is taken back, and why.
type Reversal struct {
	Grant uuid.UUID
	Note  string
}

// Reverse takes back what remains of a grant after the use so far has been drawn on it, and returns how much that was: zero for a
// grant that is used up, expired, or was taken back before. A grant that the contract does not have is a credit.Error of NOT_FOUND.
// The caller holds the contract's lock; p is the running period.
func Reverse(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, r Reversal, now time.Time) (credit.Amount, error) {
	if err := Settle(ctx, tx, p, now); err != nil {
		return 0, err
	}
	g, err := tx.Grant.Query().Where(grant.ContractID(p.ContractID), grant.ID(r.Grant)).Only(ctx)
	if ent.IsNotFound(err) {
		return 0, &credit.Error{Code: credit.CodeNotFound, Message: "there is no such grant"}
	}
	if err != nil {
		return 0, fmt.Errorf("find the grant to reverse: %w", err)
	}
	if g.Remaining == 0 {
		return 0, nil
	}
	if err := take(ctx, tx, p, g, entry{kind: credit.EntryReverse, amount: -g.Remaining, at: within(p, now), note: r.Note}, now); err != nil {
		return 0, err
	}
	return g.Remaining, creditPeriod(ctx, tx, p, within(p, now))
}
