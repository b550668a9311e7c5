package demo

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"cistern/credit"
	"cistern/ent"
)

// Person is somebody who can sign in to the demo.
type Person struct {
	Name, Email string
	Role        credit.WorkspaceRole // in the first workspace; empty for none
	Sees        string
}

// Admin sees all of the demo.
var Admin = Person{"An Nguyễn", "admin@riverbank.example", credit.RoleOwner, "everything of all three workspaces"}

// Team looks after the contract for the seller.
var Team = Person{Name: "Giang Lê", Email: "team@cistern.example", Sees: "what an account team sees, and its list of contracts"}

// People are those who can sign in.
var People = []Person{
	Admin,
	{"Bảo Trịnh", "member@riverbank.example", credit.RoleMember, "no credits, as every member"},
	{"Chi Vũ", "guest@riverbank.example", credit.RoleGuest, "no credits, as every guest"},
	Team,
}

// ID of the person.
func (p Person) ID() uuid.UUID { return named("user " + p.Name) }

// invite makes the people and gives them their roles.
func (s Story) invite(ctx context.Context, tx *ent.Tx) error {
	for _, p := range People {
		if err := s.welcome(ctx, tx, p); err != nil {
			return err
		}
		if p.Role == "" {
			continue
		}
		if err := s.join(ctx, tx, p.ID(), kitchen, p.Role); err != nil {
			return err
		}
	}
	for i, name := range creators {
		p := Person{Name: name, Email: fmt.Sprintf("builder%d@riverbank.example", i+1)}
		if err := s.welcome(ctx, tx, p); err != nil {
			return err
		}
	}
	for member := range s.creatorsByWorkspace() {
		if err := s.join(ctx, tx, creatorID(member.creator), member.workspace, credit.RoleMember); err != nil {
			return err
		}
	}
	if err := s.appoint(ctx, tx, Admin, credit.RoleOrgOwner); err != nil {
		return err
	}
	return s.appoint(ctx, tx, Team, credit.RoleAccountTeam)
}

func (s Story) appoint(ctx context.Context, tx *ent.Tx, p Person, role credit.ContractRole) error {
	err := tx.ContractRole.Create().
		SetID(uuid.Must(uuid.NewV7())).SetContractID(contractID).SetUserID(p.ID()).SetRole(role).SetCreatedAt(s.first.Start).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("give somebody of the demo a role in the contract: %w", err)
	}
	return nil
}

type membership struct{ creator, workspace int }

func (s Story) creatorsByWorkspace() map[membership]bool {
	out := map[membership]bool{}
	for _, a := range s.agents {
		out[membership{a.Creator, a.Workspace}] = true
	}
	return out
}

func (s Story) welcome(ctx context.Context, tx *ent.Tx, p Person) error {
	err := tx.User.Create().SetID(p.ID()).SetName(p.Name).SetEmail(p.Email).SetCreatedAt(s.first.Start).Exec(ctx)
	if err != nil {
		return fmt.Errorf("make a person of the demo: %w", err)
	}
	_, err = tx.SQLTx().ExecContext(ctx, `insert into user_contracts (user_id, contract_id) values ($1, $2)`, p.ID(), contractID)
	if err != nil {
		return fmt.Errorf("note the contract of a person: %w", err)
	}
	return nil
}

func (s Story) join(ctx context.Context, tx *ent.Tx, person uuid.UUID, workspace int, role credit.WorkspaceRole) error {
	err := tx.Membership.Create().
		SetID(uuid.Must(uuid.NewV7())).SetContractID(contractID).SetWorkspaceID(workspaceID(workspace)).
		SetUserID(person).SetRole(role).SetCreatedAt(s.first.Start).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("make a member of a workspace of the demo: %w", err)
	}
	return nil
}

// SetPassword lets everybody of People sign in with the password of this hash.
func SetPassword(ctx context.Context, db *sql.DB, hash string) error {
	ids := make([]string, len(People))
	for i, p := range People {
		ids[i] = p.ID().String()
	}
	_, err := db.ExecContext(ctx, `update users set password_hash = $2 where id = any($1::uuid[])`, pq.Array(ids), hash)
	if err != nil {
		return fmt.Errorf("set the password of the demo: %w", err)
	}
	return nil
}
