package billing

import (
	"context"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/user"
)

// NewContract is a contract with its first workspace and the person who owns both.
type NewContract struct {
	ID uuid.UUID // new
	Terms
	Currency      string // ISO 4217
	WorkspaceName string // 1 to 200 characters
	OwnerName     string // 1 to 200 characters; of a person who is known already it stays as it is
	OwnerEmail    string
	audit.Cause   // a person who is its actor becomes its account team; of an operator, the owner does
}

// CreateContract makes a contract. Its owner signs in as everybody does; a person who is not known yet is made without a password.
func CreateContract(ctx context.Context, tx *ent.Tx, n NewContract, now time.Time) (*ent.Contract, error) {
	if err := n.check(now); err != nil {
		return nil, err
	}
	owner, err := n.owner(ctx, tx, now)
	if err != nil {
		return nil, err
	}
	c, err := tx.Contract.Create().
		SetID(n.ID).
		SetName(n.Name).SetPlan(n.Plan).SetTrial(n.Trial).SetChannel(n.Channel).
		SetServiceDay(int16(n.ServiceDay)).SetTimeZone(n.TimeZone).SetNillableBillingStartsOn(n.billingDay()).
		SetAllowance(n.Allowance).SetAllowanceMinor(n.AllowanceMinor).SetCurrency(n.Currency).
		SetHeld(0).SetCreatedAt(now).
		Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("create contract: %w", err)
	}
	if err := n.furnish(ctx, tx, c, owner, now); err != nil {
		return nil, err
	}
	return c, audit.Record(ctx, tx, c.ID, n.Entry(audit.Entry{
		Action: "contract.create", SubjectType: "contract", SubjectID: c.ID, After: n.Terms,
	}), now)
}

func (n *NewContract) check(now time.Time) error {
	n.OwnerEmail = strings.TrimSpace(n.OwnerEmail)
	if err := n.Check(); err != nil {
		return err
	}
	if err := n.Terms.check(now); err != nil {
		return err
	}
	if err := credit.CheckText("workspaceName", n.WorkspaceName, 1, maxName); err != nil {
		return err
	}
	if err := credit.CheckText("ownerName", n.OwnerName, 1, maxName); err != nil {
		return err
	}
	if address, err := mail.ParseAddress(n.OwnerEmail); err != nil || address.Address != n.OwnerEmail || len(n.OwnerEmail) > 320 {
		return badInput("ownerEmail", "write an email address, such as name@company.example")
	}
	if len(n.Currency) != 3 || strings.Trim(n.Currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return badInput("currency", "write a code of ISO 4217, such as USD")
	}
	return nil
}

// owner finds the person of the address, without regard to case, or makes one.
func (n *NewContract) owner(ctx context.Context, tx *ent.Tx, now time.Time) (uuid.UUID, error) {
	id, err := tx.User.Query().Where(user.EmailEqualFold(n.OwnerEmail)).OnlyID(ctx)
	if err == nil || !ent.IsNotFound(err) {
		return id, err
	}
	id = uuid.Must(uuid.NewV7())
	if err := tx.User.Create().SetID(id).SetName(n.OwnerName).SetEmail(n.OwnerEmail).SetCreatedAt(now).Exec(ctx); err != nil {
		return id, fmt.Errorf("make the owner of a contract: %w", err)
	}
	return id, nil
}

// furnish makes the workspace, and gives the owner and the account team their roles.
func (n *NewContract) furnish(ctx context.Context, tx *ent.Tx, c *ent.Contract, owner uuid.UUID, now time.Time) error {
	workspace := uuid.Must(uuid.NewV7())
	err := tx.Workspace.Create().
		SetID(workspace).SetContractID(c.ID).SetName(n.WorkspaceName).
		SetCreationPolicy(credit.CreationEveryone).SetHeld(0).SetCreatedAt(now).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("make the first workspace: %w", err)
	}
	err = tx.Membership.Create().
		SetID(uuid.Must(uuid.NewV7())).SetContractID(c.ID).SetWorkspaceID(workspace).
		SetUserID(owner).SetRole(credit.RoleOwner).SetCreatedAt(now).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("make the owner of the first workspace: %w", err)
	}
	team := owner
	if n.Actor.Kind == audit.User {
		team = n.Actor.ID
	}
	for _, of := range []struct {
		person uuid.UUID
		role   credit.ContractRole
	}{{owner, credit.RoleOrgOwner}, {team, credit.RoleAccountTeam}} {
		if err := appoint(ctx, tx, c.ID, of.person, of.role, now); err != nil {
			return err
		}
	}
	return nil
}

func appoint(ctx context.Context, tx *ent.Tx, contract, person uuid.UUID, role credit.ContractRole, now time.Time) error {
	err := tx.ContractRole.Create().
		SetID(uuid.Must(uuid.NewV7())).SetContractID(contract).SetUserID(person).SetRole(role).SetCreatedAt(now).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("give a person the role %s: %w", role, err)
	}
	const note = `insert into user_contracts (user_id, contract_id) values ($1, $2) on conflict do nothing`
	if _, err := tx.SQLTx().ExecContext(ctx, note, person, contract); err != nil {
		return fmt.Errorf("note the contract of a person: %w", err)
	}
	return nil
}
