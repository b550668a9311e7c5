package auth

import (
	"slices"

	"github.com/google/uuid"

	"cistern/credit"
)

// permission says who may do an action: whoever has one of the roles or scopes where it is to be done.
type permission struct {
	anybody      bool // signed in or not
	anyViewer    bool // whoever is signed in, wherever
	workspace    []credit.WorkspaceRole
	contract     []credit.ContractRole
	token        []credit.TokenScope
	eligiblePlan bool   // and only on a plan with agents
	ask          string // what those can do who may not
}

var (
	anyWorkspaceRole = []credit.WorkspaceRole{credit.RoleOwner, credit.RoleAdmin, credit.RoleMember, credit.RoleGuest}
	workspaceAdmins  = []credit.WorkspaceRole{credit.RoleOwner, credit.RoleAdmin}
	anyContractRole  = []credit.ContractRole{credit.RoleOrgOwner, credit.RoleOrgAdmin, credit.RoleAccountTeam}
	contractOfficers = []credit.ContractRole{credit.RoleOrgOwner, credit.RoleOrgAdmin}
	runWriters       = []credit.TokenScope{credit.ScopeRunsWrite}
)

// permissions is the one table of who may do what (D17). What it does not list nobody may do.
// The plan of runs is not asked here: it is a blocker, so that their senders learn of it as of any other (D9).
var permissions = map[Action]permission{
	Public:   {anybody: true},
	Parent:   {anybody: true}, // whoever reached the parent was allowed to
	SignedIn: {anyViewer: true},
	ViewWorkspace: {
		workspace: anyWorkspaceRole, contract: anyContractRole,
		ask: "Ask an owner of the workspace to invite you.",
	},
	ViewContract: {
		contract: anyContractRole,
		ask:      "Owners and admins of the organization can see its contract; ask one of them.",
	},
	ViewDashboard: {
		workspace: workspaceAdmins, contract: anyContractRole, eligiblePlan: true,
		ask: "Owners and admins of the workspace can see its credits; ask one of them.",
	},
	CreateAgents: { // and the policy of the workspace has to let them (D12)
		workspace: []credit.WorkspaceRole{credit.RoleOwner, credit.RoleAdmin, credit.RoleMember}, contract: contractOfficers,
		eligiblePlan: true,
		ask:          "Members of the workspace can create agents; ask an owner of it to make you one.",
	},
	ManageAgents: {
		workspace: workspaceAdmins, contract: anyContractRole, eligiblePlan: true,
		ask: "Owners and admins of the workspace can switch and limit its agents; ask one of them.",
	},
	SetPolicy: {
		workspace: []credit.WorkspaceRole{credit.RoleOwner}, contract: contractOfficers, eligiblePlan: true,
		ask: "Owners of the workspace say who can create agents in it; ask one of them.",
	},
	SetAllocation: {
		contract: anyContractRole, eligiblePlan: true,
		ask: "Owners and admins of the organization allocate credits to its workspaces; ask one of them.",
	},
	WriteRuns: {
		token: runWriters,
		ask:   "Runs are sent with a service token of this contract that has the scope RUNS_WRITE.",
	},
}

// Require returns nil when the viewer may do the action there, and otherwise an *Error: ErrUnauthenticated to nobody, ErrNotFound
// when the viewer can see nothing there (something of another contract answers like what does not exist), ErrForbidden when the
// role or the token does not allow it, ErrPlanNotEligible when only the plan does not.
func (v *Viewer) Require(action Action, on Scope) error {
	p := permissions[action]
	switch {
	case p.anybody:
		return nil
	case v == nil:
		return ErrUnauthenticated
	case p.anyViewer:
		return nil
	case v.Token != nil:
		return v.Token.require(p, on)
	default:
		return v.require(p, on)
	}
}

// Allowed lists what the viewer may do there, by name; what anybody may do anywhere is left out.
func (v *Viewer) Allowed(on Scope) []Action {
	var out []Action
	for action, p := range permissions {
		if !p.anybody && !p.anyViewer && v.Require(action, on) == nil {
			out = append(out, action)
		}
	}
	slices.Sort(out)
	return out
}

// require decides for a person.
func (v *Viewer) require(p permission, on Scope) error {
	access, found := v.contracts[on.Contract]
	if !found {
		return ErrNotFound
	}
	role, found := access.workspaces[on.Workspace]
	if !found && on.Workspace != uuid.Nil {
		return ErrNotFound
	}
	inContract := func(r credit.ContractRole) bool { return slices.Contains(access.roles, r) }
	if !slices.Contains(p.workspace, role) && !slices.ContainsFunc(p.contract, inContract) {
		return p.forbidden()
	}
	if p.eligiblePlan && !access.plan.Eligible() {
		return ErrPlanNotEligible
	}
	return nil
}

// require decides for a token. Whether the workspace exists is for those who use it to say: a token knows only its own.
func (t *Token) require(p permission, on Scope) error {
	bound := t.On.Workspace != uuid.Nil
	if on.Contract != t.On.Contract || bound && on.Workspace != uuid.Nil && on.Workspace != t.On.Workspace {
		return ErrNotFound
	}
	beyond := bound && on.Workspace == uuid.Nil
	granted := func(s credit.TokenScope) bool { return slices.Contains(t.Scopes, s) }
	if beyond || !slices.ContainsFunc(p.token, granted) {
		return p.forbidden()
	}
	return nil
}

func (p permission) forbidden() error {
	return &Error{CodeForbidden, ErrForbidden.Message + " " + p.ask}
}
