package dbtest

import (
	"context"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
)

// Epoch is when what the factories make was made, and when the default billing period starts: midnight of the default
// contract's service date.
var Epoch = time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)

// Client is ent on the database.
func (db *DB) Client() *ent.Client {
	return ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, db.SQL)))
}

// Contract makes a self-serve contract on the BUSINESS plan, billed by the calendar month in UTC from the Epoch on, with an
// allowance of 1,000 credits. Changes are made last, as in all factories: Contract(t, db, func(c *ent.ContractCreate) { c.SetServiceDay(31) }).
func Contract(t testing.TB, db *ent.Client, changes ...func(*ent.ContractCreate)) *ent.Contract {
	t.Helper()
	create := db.Contract.Create().
		SetID(newID()).
		SetName("Contract").
		SetPlan(credit.PlanBusiness).
		SetTrial(false).
		SetChannel(credit.ChannelSelfServe).
		SetServiceDay(1).
		SetTimeZone("UTC").
		SetBillingStartsOn(Epoch).
		SetAllowance(1000 * credit.Credit).
		SetHeld(0).
		SetCreatedAt(Epoch)
	return save(t, create, changes)
}

// Workspace makes a workspace of a contract, without an allocation.
func Workspace(t testing.TB, db *ent.Client, of *ent.Contract, changes ...func(*ent.WorkspaceCreate)) *ent.Workspace {
	t.Helper()
	create := db.Workspace.Create().
		SetID(newID()).
		SetContractID(of.ID).
		SetName("Workspace").
		SetCreationPolicy(credit.CreationEveryone).
		SetHeld(0).
		SetCreatedAt(Epoch)
	return save(t, create, changes)
}

// User makes a person with an address of their own, who has no role anywhere.
func User(t testing.TB, db *ent.Client, changes ...func(*ent.UserCreate)) *ent.User {
	t.Helper()
	id := newID()
	create := db.User.Create().
		SetID(id).
		SetName("User").
		SetEmail(id.String() + "@cistern.test").
		SetCreatedAt(Epoch)
	return save(t, create, changes)
}

// Membership gives a person a role in a workspace, ADMIN unless changed.
func Membership(t testing.TB, db *ent.Client, of *ent.User, in *ent.Workspace, changes ...func(*ent.MembershipCreate)) *ent.Membership {
	t.Helper()
	noteContract(t, db, of.ID, in.ContractID)
	create := db.Membership.Create().
		SetID(newID()).
		SetContractID(in.ContractID).
		SetWorkspaceID(in.ID).
		SetUserID(of.ID).
		SetRole(credit.RoleAdmin).
		SetCreatedAt(Epoch)
	return save(t, create, changes)
}

// ContractRole gives a person a role in a contract, ORG_ADMIN unless changed.
func ContractRole(t testing.TB, db *ent.Client, of *ent.User, in *ent.Contract, changes ...func(*ent.ContractRoleCreate)) *ent.ContractRole {
	t.Helper()
	noteContract(t, db, of.ID, in.ID)
	create := db.ContractRole.Create().
		SetID(newID()).
		SetContractID(in.ID).
		SetUserID(of.ID).
		SetRole(credit.RoleOrgAdmin).
		SetCreatedAt(Epoch)
	return save(t, create, changes)
}

// Agent makes an agent that is on, without a limit and without a creator.
func Agent(t testing.TB, db *ent.Client, in *ent.Workspace, changes ...func(*ent.AgentCreate)) *ent.Agent {
	t.Helper()
	create := db.Agent.Create().
		SetID(newID()).
		SetContractID(in.ContractID).
		SetWorkspaceID(in.ID).
		SetName("Agent").
		SetHeld(0).
		SetCreatedAt(Epoch)
	return save(t, create, changes)
}

// Period makes the billed period of the month that starts at the Epoch, with 1,000 credits granted and none used. It posts
// nothing to the ledger.
func Period(t testing.TB, db *ent.Client, of *ent.Contract, changes ...func(*ent.BillingPeriodCreate)) *ent.BillingPeriod {
	t.Helper()
	create := db.BillingPeriod.Create().
		SetID(newID()).
		SetContractID(of.ID).
		SetStartsAt(Epoch).
		SetEndsAt(Epoch.AddDate(0, 1, 0)).
		SetKind(credit.PeriodBilled).
		SetCredited(1000 * credit.Credit).
		SetUsed(0).
		SetSucceeded(0).
		SetFailed(0).
		SetSettled(0).
		SetThresholdTold(0).
		SetOpenedAt(Epoch)
	return save(t, create, changes)
}

// noteContract keeps what a role implies: the person is found among those of the contract.
func noteContract(t testing.TB, db *ent.Client, user, contract uuid.UUID) {
	t.Helper()
	_, err := db.ExecContext(t.Context(),
		"insert into user_contracts (user_id, contract_id) values ($1, $2) on conflict do nothing", user, contract)
	if err != nil {
		t.Fatalf("note the contract of a user: %v", err)
	}
}

// creation is a row about to be made, such as *ent.AgentCreate.
type creation[Row any] interface {
	Save(context.Context) (Row, error)
}

func save[Row any, Create creation[Row]](t testing.TB, create Create, changes []func(Create)) Row {
	t.Helper()
	for _, change := range changes {
		change(create)
	}
	row, err := create.Save(t.Context())
	if err != nil {
		t.Fatalf("make %T: %v", row, err)
	}
	return row
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
