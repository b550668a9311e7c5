package billing

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/contractrole"
	"cistern/ent/user"
	"cistern/ledger"
)

// Account is a contract with its running period. What changes it holds the contract's lock; operations keep it as it is in the
// database.
type Account struct {
	Contract *ent.Contract
	Period   *ent.BillingPeriod
}

// FirstBilled is the running period if it is billed, else the first one that will be (D3). None where no billing is planned.
func (a Account) FirstBilled() (first credit.Period, found bool, err error) {
	running := credit.Period{Start: a.Period.StartsAt, End: a.Period.EndsAt}
	if a.Period.Kind == credit.PeriodBilled {
		return running, true, nil
	}
	calendar, err := ledger.CalendarOf(a.Contract)
	if err != nil {
		return credit.Period{}, false, fmt.Errorf("contract %s: %w", a.Contract.ID, err)
	}
	first, found = calendar.FirstBilled(calendar.Next(running), ledger.BillingStart(a.Contract))
	return first, found, nil
}

// Reset is the next instant at which the contract is granted its allowance; none where no billing is planned.
func (a Account) Reset() (at time.Time, found bool, err error) {
	if a.Period.Kind == credit.PeriodBilled {
		return a.Period.EndsAt, true, nil
	}
	first, found, err := a.FirstBilled()
	return first.Start, found, err
}

// NextCharge is what the next reset will charge for the allowance; nil where that is nothing.
func (a Account) NextCharge() (*credit.Money, error) {
	_, found, err := a.Reset()
	minor := a.Contract.AllowanceMinor
	if a.Contract.PendingAllowance != nil {
		minor = a.Contract.PendingAllowanceMinor
	}
	if err != nil || !found || minor == 0 {
		return nil, err
	}
	return &credit.Money{AmountMinor: minor, Currency: a.Contract.Currency}, nil
}

// checkSelfServe refuses whoever wants to change in the product what their account team does for them, or what nobody has billed yet.
func (a Account) checkSelfServe(ctx context.Context, tx *ent.Tx) error {
	if a.Contract.Channel == credit.ChannelAccountTeam {
		team, err := Team(ctx, tx, a.Contract.ID)
		if err != nil {
			return err
		}
		return askTeam(team)
	}
	if _, found, err := a.FirstBilled(); err != nil || found {
		return err
	}
	return forbidden("agents run freely, and no day is set from which they are billed: there is nothing to buy yet")
}

// Team is the people of the contract's account team, by name.
func Team(ctx context.Context, tx *ent.Tx, contract uuid.UUID) ([]*ent.User, error) {
	roles, err := tx.ContractRole.Query().
		Where(contractrole.ContractID(contract), contractrole.RoleEQ(credit.RoleAccountTeam)).
		All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find the account team: %w", err)
	}
	ids := make([]uuid.UUID, len(roles))
	for i, r := range roles {
		ids[i] = r.UserID
	}
	team, err := tx.User.Query().Where(user.IDIn(ids...)).Order(user.ByName(), user.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find the account team: %w", err)
	}
	return team, nil
}

func askTeam(team []*ent.User) *credit.Error {
	if len(team) == 0 {
		return forbidden("credits of this contract are bought through its account team")
	}
	names := make([]string, len(team))
	for i, u := range team {
		names[i] = fmt.Sprintf("%s (%s)", u.Name, u.Email)
	}
	return forbidden("credits of this contract are bought through its account team: ask %s", strings.Join(names, ", "))
}

// within is now, but never before the running period: one process may have opened it by a clock that is ahead of ours.
func (a Account) within(now time.Time) time.Time {
	if now.Before(a.Period.StartsAt) {
		return a.Period.StartsAt
	}
	return now
}
