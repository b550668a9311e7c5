package demo

import (
	"cmp"
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"cistern/billing"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/user"
	"cistern/people"
)

// Person is somebody who can sign in to the demo.
type Person struct {
	Name, Email string
	Role        credit.WorkspaceRole // in the first workspace of a contract; empty for none
	Sees        string
}

// Those who can sign in.
var (
	// Admin sees all of the main contract.
	Admin  = Person{"An Nguyễn", "admin@riverbank.example", credit.RoleOwner, "everything of all three workspaces"}
	member = Person{"Bảo Trịnh", "member@riverbank.example", credit.RoleMember, "no credits, as every member"}
	guest  = Person{"Chi Vũ", "guest@riverbank.example", credit.RoleGuest, "no credits, as every guest"}
	// team looks after all contracts for the seller.
	team = Person{Name: "Giang Lê", Email: "team@cistern.example", Sees: "what an account team sees, and its list of contracts"}
	// investor owns the other contracts.
	investor = Person{"Ingrid Solberg", "investor@solberg.example", credit.RoleOwner, "seven small companies, each in another state"}
)

// People are those who can sign in.
var People = []Person{Admin, member, guest, team, investor}

// ID of the person.
func (p Person) ID() uuid.UUID { return uuid.NewSHA1(contractID, []byte("user "+p.Name)) }

// invite makes the people and gives them their roles.
func (s Story) invite(ctx context.Context, tx *ent.Tx) error {
	for _, p := range append([]Person{s.owner, team}, s.people...) {
		if err := s.welcome(ctx, tx, p.ID(), p.Name, p.Email); err != nil {
			return err
		}
		if p.Role == "" {
			continue
		}
		if err := s.join(ctx, tx, p.ID(), 0, p.Role); err != nil {
			return err
		}
	}
	for i, name := range s.creators {
		if err := s.welcome(ctx, tx, s.creatorID(i), name, s.creatorEmail(i)); err != nil {
			return err
		}
	}
	for _, m := range s.creatorsByWorkspace() {
		if err := s.join(ctx, tx, s.creatorID(m.creator), m.workspace, credit.RoleMember); err != nil {
			return err
		}
	}
	if err := s.appoint(ctx, tx, s.owner, credit.RoleOrgOwner); err != nil {
		return err
	}
	return s.appoint(ctx, tx, team, credit.RoleAccountTeam)
}

func (s Story) appoint(ctx context.Context, tx *ent.Tx, p Person, role credit.ContractRole) error {
	err := tx.ContractRole.Create().
		SetID(uuid.Must(uuid.NewV7())).SetContractID(s.id).SetUserID(p.ID()).SetRole(role).SetCreatedAt(s.first.Start).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("give somebody of the demo a role in the contract: %w", err)
	}
	return nil
}

type membership struct{ creator, workspace int }

// creatorsByWorkspace are in the order of the creators.
func (s Story) creatorsByWorkspace() []membership {
	all := make([]membership, len(s.agents))
	for i, a := range s.agents {
		all[i] = membership{a.Creator, a.Workspace}
	}
	slices.SortFunc(all, func(a, b membership) int {
		return cmp.Or(cmp.Compare(a.creator, b.creator), cmp.Compare(a.workspace, b.workspace))
	})
	return slices.Compact(all)
}

// welcome makes a person, unless another contract of the demo has done so, and lets them find this one.
func (s Story) welcome(ctx context.Context, tx *ent.Tx, id uuid.UUID, name, email string) error {
	known, err := tx.User.Query().Where(user.ID(id)).Exist(ctx)
	if err == nil && !known {
		err = tx.User.Create().SetID(id).SetName(name).SetEmail(email).SetCreatedAt(s.first.Start).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("make a person of the demo: %w", err)
	}
	_, err = tx.SQLTx().ExecContext(ctx, `insert into user_contracts (user_id, contract_id) values ($1, $2)`, id, s.id)
	if err != nil {
		return fmt.Errorf("note the contract of a person: %w", err)
	}
	return nil
}

func (s Story) join(ctx context.Context, tx *ent.Tx, person uuid.UUID, workspace int, role credit.WorkspaceRole) error {
	err := tx.Membership.Create().
		SetID(uuid.Must(uuid.NewV7())).SetContractID(s.id).SetWorkspaceID(s.workspaceID(workspace)).
		SetUserID(person).SetRole(role).SetCreatedAt(s.first.Start).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("make a member of a workspace of the demo: %w", err)
	}
	return nil
}

// invitations are those of the owner that nobody has answered: to the first workspace, and to the contract. Their links are unknown.
func (s Story) invitations() []act {
	invite := func(n people.NewInvitation) act {
		return act{s.daysBefore(1).Add(16 * time.Hour), func(ctx context.Context, tx *ent.Tx, _ billing.Account, now time.Time) error {
			open, err := people.OpenInvitations(ctx, tx, s.id, n.Workspace, now)
			if err != nil || len(open) > 0 {
				return err
			}
			n.Hash = []byte(rand.Text())
			n.Change = people.Change{Contract: s.id, Cause: by(s.owner, "")}
			_, err = people.Invite(ctx, tx, n, now)
			return err
		}}
	}
	return []act{
		invite(people.NewInvitation{Workspace: s.workspaceID(0), Role: credit.RoleMember, Email: "dung.pham@riverbank.example"}),
		invite(people.NewInvitation{Office: credit.RoleOrgAdmin, Email: "finance@riverbank.example"}),
	}
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
