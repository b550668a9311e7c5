package auth

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"

	"cistern/credit"
)

// Viewer is who is calling: a person, a program with a token, or a script with a token that works for a person. Nil is nobody. It
// does not change once it is made.
type Viewer struct {
	UserID uuid.UUID // zero for a program
	Token  *Token    // nil for a person with a session

	session uuid.UUID // handle of the person's session; zero for a service token

	contracts map[uuid.UUID]*contractAccess // of a person: what they have a role in, and nothing else
}

// Token is a service token or a signed one, as far as its bearer may use it.
type Token struct {
	ID     uuid.UUID
	On     Scope // the most that it is good for; zero for one that works for a person, whose roles say where
	Scopes []credit.TokenScope

	plan credit.Plan // of its contract
}

// Scope is what an action is about: an agent, or with a zero Agent a workspace, or with a zero Workspace the whole contract.
type Scope struct {
	Contract  uuid.UUID
	Workspace uuid.UUID
	Agent     uuid.UUID
}

// contractAccess is what a person has in one contract.
type contractAccess struct {
	plan       credit.Plan
	roles      []credit.ContractRole
	workspaces map[uuid.UUID]credit.WorkspaceRole // that can be seen; empty where only a contract role lets them
}

// Program reports whether it is a program that calls, by itself.
func (v *Viewer) Program() bool { return v != nil && v.Token != nil && v.UserID == uuid.Nil }

// Founding is the viewer while they make a contract, which nobody has a role in yet: it is within their reach, and nothing more.
func (v *Viewer) Founding(contract uuid.UUID) *Viewer {
	founder := *v
	founder.contracts = maps.Clone(v.contracts)
	founder.contracts[contract] = &contractAccess{}
	return &founder
}

// Workspaces lists what a person can see, in no order; nothing for a program.
func (v *Viewer) Workspaces() []Scope {
	var out []Scope
	for contract, access := range v.contracts {
		for workspace := range access.workspaces {
			out = append(out, Scope{Contract: contract, Workspace: workspace})
		}
	}
	return out
}

// Contracts lists those that a person has a role in, in no order; nothing for a service token.
func (v *Viewer) Contracts() []uuid.UUID {
	var out []uuid.UUID
	for contract, access := range v.contracts {
		if len(access.roles) > 0 {
			out = append(out, contract)
		}
	}
	return out
}

// Assigned lists the contracts that a person looks after as their account team, in no order.
func (v *Viewer) Assigned() []uuid.UUID {
	var out []uuid.UUID
	for contract, access := range v.contracts {
		if slices.Contains(access.roles, credit.RoleAccountTeam) {
			out = append(out, contract)
		}
	}
	return out
}

// Reach lists the contracts that the viewer has any part in, in no order.
func (v *Viewer) Reach() []uuid.UUID {
	switch {
	case v == nil:
		return nil
	case v.Program():
		return []uuid.UUID{v.Token.On.Contract}
	default:
		return slices.Collect(maps.Keys(v.contracts))
	}
}

type contextKey struct{}

// With returns a context in which v is calling.
func With(ctx context.Context, v *Viewer) context.Context {
	return context.WithValue(ctx, contextKey{}, v)
}

// From returns who is calling, nil when nobody is.
func From(ctx context.Context) *Viewer {
	v, _ := ctx.Value(contextKey{}).(*Viewer)
	return v
}

// Authority is what a person is in a workspace and its contract; nothing for a program.
func (v *Viewer) Authority(on Scope) credit.Authority {
	access := v.contracts[on.Contract]
	if access == nil {
		return credit.Authority{}
	}
	return credit.Authority{Workspace: access.workspaces[on.Workspace], Contract: access.roles}
}
