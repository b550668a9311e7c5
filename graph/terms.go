package graph

import (
	"context"
	"time"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/billing"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/graph/model"
	"cistern/graph/view"
	"cistern/report"
)

// createContract makes a contract for somebody of an account team: of any, because there is none of a contract that is to be.
func (r *Resolver) createContract(ctx context.Context, in model.CreateContractInput) (*model.CreateContractPayload, error) {
	if err := auth.From(ctx).Require(auth.CreateContracts, auth.Scope{}); err != nil {
		return nil, err
	}
	id := uuid.Must(uuid.NewV7())
	ctx = auth.With(ctx, auth.From(ctx).Founding(id))
	tx, err := r.begin(ctx, nil)
	if err != nil {
		return nil, err
	}
	out := &model.CreateContractPayload{}
	err = tx.Do(func(tx *ent.Tx) error {
		_, err := billing.CreateContract(ctx, tx, billing.NewContract{
			ID: id,
			Terms: billing.Terms{
				Name: in.Name, Plan: in.Plan, Trial: in.Trial, Channel: in.Channel, ServiceDay: in.ServiceDay, TimeZone: in.TimeZone,
				BillingStartsOn: in.BillingStartsOn, Allowance: in.Allowance, AllowanceMinor: int64(in.AllowancePriceMinor),
			},
			Currency: in.Currency, WorkspaceName: in.WorkspaceName, OwnerName: in.OwnerName, OwnerEmail: in.OwnerEmail,
			Cause: cause(ctx, ""),
		}, r.Now())
		if err != nil {
			return err
		}
		out.ContractID = &globalid.ID{Type: globalid.Contract, Of: id}
		return nil
	})
	refused, err := refusal(err)
	out.UserErrors = userErrors(refused)
	return out, err
}

func (r *Resolver) changeContract(ctx context.Context, in model.ChangeContractInput) (*model.ChangeContractPayload, error) {
	contract, err := contractFor(ctx, auth.ManageContract, in.ContractID)
	if err != nil {
		return nil, err
	}
	out := &model.ChangeContractPayload{}
	refused, err := r.changeAccount(ctx, contract, func(tx *ent.Tx, a billing.Account, now time.Time) (err error) {
		if err := billing.SetTerms(ctx, tx, a, changedTerms(billing.TermsOf(a.Contract), in), cause(ctx, in.Reason), now); err != nil {
			return err
		}
		out.Contract, err = findContract(ctx, tx, in.ContractID)
		return err
	})
	out.UserErrors = userErrors(refused)
	return out, err
}

// changedTerms are terms with what a caller wants to change of them.
func changedTerms(t billing.Terms, in model.ChangeContractInput) billing.Terms {
	set(&t.Name, in.Name)
	set(&t.Plan, in.Plan)
	set(&t.Trial, in.Trial)
	set(&t.Channel, in.Channel)
	set(&t.ServiceDay, in.ServiceDay)
	set(&t.TimeZone, in.TimeZone)
	set(&t.Allowance, in.Allowance)
	if in.AllowancePriceMinor != nil {
		t.AllowanceMinor = int64(*in.AllowancePriceMinor)
	}
	if in.BillingStartsOn.IsSet() {
		t.BillingStartsOn = in.BillingStartsOn.Value()
	}
	return t
}

// set takes a value that was given.
func set[T any](to, given *T) {
	if given != nil {
		*to = *given
	}
}

func (r *Resolver) grantCredits(ctx context.Context, in model.GrantCreditsInput) (*model.GrantCreditsPayload, error) {
	contract, err := contractFor(ctx, auth.ManageContract, in.ContractID)
	if err != nil {
		return nil, err
	}
	out := &model.GrantCreditsPayload{}
	refused, err := r.changeAccount(ctx, contract, func(tx *ent.Tx, a billing.Account, now time.Time) error {
		granted, err := billing.GrantCredits(ctx, tx, a, billing.NewGrant{
			Kind: in.Kind, Credits: in.Credits, ExpiresOn: in.ExpiresOn, Note: in.Note,
			IdempotencyKey: idempotencyKey(ctx), Cause: cause(ctx, ""),
		}, now)
		if err != nil {
			return err
		}
		known, err := report.Users(ctx, tx, []uuid.UUID{*granted.GrantedBy})
		shown := view.NewGrant(granted, known)
		out.Grant = &shown
		return err
	})
	out.UserErrors = userErrors(refused)
	return out, err
}
