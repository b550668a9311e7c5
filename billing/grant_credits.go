package billing

import (
	"context"
	"fmt"
	"time"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/grant"
	"cistern/ledger"
)

// maxNote is the longest note of a grant, in characters.
const maxNote = 500

// NewGrant is credits that the account team gives.
type NewGrant struct {
	Kind           credit.GrantKind
	Credits        credit.Amount // above zero, at most a billion
	ExpiresOn      *credit.Date  // when what is left ends, at the start of the day; nil for what the kind has by itself
	Note           string        // what for: 1 to 500 characters
	IdempotencyKey string        // 1 to 200 characters, unique in the contract
	audit.Cause
}

// GrantCredits gives credits at once. MONTHLY and TOP_UP end with the period, or in a free one with the first that is billed; ANNUAL
// ends after a year and the other kinds never, unless a day is said. The same key with the same content returns the first grant; with
// other content it is a credit.Error of CONFLICT.
func GrantCredits(ctx context.Context, tx *ent.Tx, a Account, n NewGrant, now time.Time) (*ent.Grant, error) {
	if err := checkKey(n.IdempotencyKey); err != nil {
		return nil, err
	}
	first, err := n.find(ctx, tx, a)
	if err != nil {
		return nil, err
	}
	if first != nil {
		return first, n.checkRepeats(a, first)
	}
	expires, err := n.expiry(a, now)
	if err != nil {
		return nil, err
	}
	_, err = ledger.Grant(ctx, tx, a.Period, ledger.NewGrant{
		Kind: n.Kind, Amount: n.Credits, EffectiveAt: a.within(now), ExpiresAt: expires,
		GrantedBy: &n.Actor.ID, Note: n.Note, IdempotencyKey: &n.IdempotencyKey,
	}, now)
	if err != nil {
		return nil, err
	}
	granted, err := n.find(ctx, tx, a)
	if err != nil {
		return nil, err
	}
	return granted, n.record(ctx, tx, granted, now)
}

func (n NewGrant) find(ctx context.Context, tx *ent.Tx, a Account) (*ent.Grant, error) {
	g, err := tx.Grant.Query().
		Where(grant.ContractID(a.Contract.ID), grant.IdempotencyKey(n.IdempotencyKey)).
		Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil //nolint:nilnil // the key is new
	}
	if err != nil {
		return nil, fmt.Errorf("look for the same grant: %w", err)
	}
	return g, nil
}

func (n NewGrant) checkRepeats(a Account, first *ent.Grant) error {
	expires, err := n.expiry(a, first.EffectiveAt)
	if err != nil {
		return err
	}
	ofPeriod := n.Kind == credit.GrantMonthly || n.Kind == credit.GrantTopUp // these end with the period that ran then
	ends := ofPeriod || expires.IsZero() && first.ExpiresAt == nil || first.ExpiresAt != nil && expires.Equal(*first.ExpiresAt)
	if !ends || first.Kind != n.Kind || first.Amount != n.Credits || first.Note != n.Note || *first.GrantedBy != n.Actor.ID {
		return errKeyUsed
	}
	return nil
}

// expiry checks the grant and says when it ends; zero is never, or not known yet.
func (n NewGrant) expiry(a Account, now time.Time) (time.Time, error) {
	if err := credit.CheckText("note", n.Note, 1, maxNote); err != nil {
		return time.Time{}, err
	}
	calendar, err := ledger.CalendarOf(a.Contract)
	if err != nil {
		return time.Time{}, fmt.Errorf("contract %s: %w", a.Contract.ID, err)
	}
	ofPeriod := n.Kind == credit.GrantMonthly || n.Kind == credit.GrantTopUp
	switch {
	case n.Credits <= 0 || n.Credits > maxGrant:
		return time.Time{}, badInput("credits", "grant more than 0 and at most %s credits", maxGrant)
	case ofPeriod && n.ExpiresOn != nil:
		return time.Time{}, badInput("expiresOn", "%s ends with the period", n.Kind)
	case ofPeriod && a.Period.Kind == credit.PeriodFree:
		return time.Time{}, nil
	case ofPeriod:
		return a.Period.EndsAt, nil
	case n.ExpiresOn != nil:
		at := calendar.StartOfDay(*n.ExpiresOn)
		if !at.After(now) {
			return time.Time{}, badInput("expiresOn", "the day has begun already: choose a later one")
		}
		return at, nil
	case n.Kind == credit.GrantAnnual:
		return now.AddDate(1, 0, 0), nil
	default:
		return time.Time{}, nil
	}
}

func (n NewGrant) record(ctx context.Context, tx *ent.Tx, g *ent.Grant, now time.Time) error {
	type state struct {
		Kind      credit.GrantKind `json:"kind"`
		Credits   credit.Amount    `json:"credits"`
		ExpiresAt *time.Time       `json:"expiresAt"`
	}
	n.Reason = n.Note
	return audit.Record(ctx, tx, g.ContractID, n.Entry(audit.Entry{
		Action: "credits.grant", SubjectType: "grant", SubjectID: g.ID, After: state{g.Kind, g.Amount, g.ExpiresAt},
	}), now)
}
