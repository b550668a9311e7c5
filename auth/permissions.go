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
	staff        bool // whoever is on the account team of any contract, wherever
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
	accountTeam      = []credit.ContractRole{credit.RoleAccountTeam}
	runWriters       = []credit.TokenScope{credit.ScopeRunsWrite}
	usageReaders     = []credit.TokenScope{credit.ScopeUsageRead}
	usageWatchers    = []credit.TokenScope{credit.ScopeUsageRead, credit.ScopeUsageWatch}
	agentWriters     = []credit.TokenScope{credit.ScopeAgentsWrite}
	accountWriters   = []credit.TokenScope{credit.ScopeAccountsWrite}
	anyOffice        = []credit.TokenScope{
		credit.ScopeUsageRead, credit.ScopeAgentsWrite, credit.ScopeBillingWrite, credit.ScopeAccountsWrite,
	}
)

// permissions is the one table of who may do what (D17). What it does not list nobody may do.
// The plan of runs is not asked here: it is a blocker, so that their senders learn of it as of any other (D9).
var permissions = map[Action]permission{
	Public:   {anybody: true},
	Parent:   {anybody: true}, // whoever reached the parent was allowed to
	SignedIn: {anyViewer: true},
	ViewWorkspace: {
		workspace: anyWorkspaceRole, contract: anyContractRole, token: anyOffice,
		ask: "Ask an owner of the workspace to invite you.",
	},
	ViewContract: {
		contract: anyContractRole, token: anyOffice,
		ask: "Owners and admins of the organization can see its contract; ask one of them.",
	},
	ViewDashboard: {
		workspace: workspaceAdmins, contract: anyContractRole, token: usageReaders, eligiblePlan: true,
		ask: "Owners and admins of the workspace can see its credits; ask one of them.",
	},
	WatchUsage: {
		workspace: workspaceAdmins, contract: anyContractRole, token: usageWatchers, eligiblePlan: true,
		ask: "Owners and admins of the workspace can watch its credits; ask one of them.",
	},
	CreateAgents: { // and the policy of the workspace has to let them (D12)
		workspace: []credit.WorkspaceRole{credit.RoleOwner, credit.RoleAdmin, credit.RoleMember}, contract: contractOfficers,
		token: agentWriters, eligiblePlan: true,
		ask: "Members of the workspace can create agents; ask an owner of it to make you one.",
	},
	ManageAgents: {
		workspace: workspaceAdmins, contract: anyContractRole, token: agentWriters, eligiblePlan: true,
		ask: "Owners and admins of the workspace can switch and limit its agents; ask one of them.",
	},
	SetPolicy: {
		workspace: []credit.WorkspaceRole{credit.RoleOwner}, contract: contractOfficers, eligiblePlan: true,
		ask: "Owners of the workspace say who can create agents in it; ask one of them.",
	},
	SetAllocation: {
		contract: anyContractRole, token: accountWriters, eligiblePlan: true,
		ask: "Owners and admins of the organization allocate credits to its workspaces; ask one of them.",
	},
	BuyCredits: {
		workspace: workspaceAdmins, contract: []credit.ContractRole{credit.RoleOrgOwner}, eligiblePlan: true,
		ask: "Owners and admins of the workspace can buy credits; ask one of them.",
	},
	MoveClock: { // and the installation has to be one for trials
		workspace: workspaceAdmins, contract: anyContractRole,
		ask: "Owners and admins of the workspace can move the clock of a trial; ask one of them.",
	},
	ManageContract: {
		contract: accountTeam, token: accountWriters,
		ask: "The account team of the contract does this; ask them.",
	},
	CreateContracts: {staff: true, ask: "People of an account team create contracts; ask one of them."},
	ViewAssigned: {
		staff: true, token: usageReaders,
		ask: "This is for people who look after contracts as their account team; ask one of them.",
	},
	KeepBooks: {
		contract: accountTeam, token: []credit.TokenScope{credit.ScopeBillingWrite},
		ask: "The account team reads the charges of a contract, and programs with a service token of it that has the scope BILLING_WRITE.",
	},
	ManageMembers: { // up to their own role (people)
		workspace: workspaceAdmins, contract: contractOfficers,
		ask: "Owners and admins of the workspace manage its members; ask one of them.",
	},
	ManageOfficers: {
		contract: []credit.ContractRole{credit.RoleOrgOwner},
		ask:      "Owners of the organization say who runs it with them; ask one of them.",
	},
	ManageTokens: {
		workspace: workspaceAdmins, contract: contractOfficers,
		ask: "Owners and admins manage service tokens; ask one of them.",
	},
	ViewAuditLog: {
		workspace: workspaceAdmins, contract: anyContractRole,
		ask: "Owners and admins can see the audit log; ask one of them.",
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
	case p.staff:
		return v.requireStaff(p)
	case v.Program():
		return v.Token.require(p, on)
	default:
		return v.require(p, on)
	}
}

// Allowed lists what the viewer may do there, by name; what anybody may do anywhere is left out.
func (v *Viewer) Allowed(on Scope) []Action {
	return v.allowed(on, func(p permission) bool { return !p.anybody && !p.anyViewer && !p.staff })
}

// AllowedAtLarge lists what the viewer may do that is about no contract, by name; what anybody may do is left out.
func (v *Viewer) AllowedAtLarge() []Action {
	return v.allowed(Scope{}, func(p permission) bool { return p.staff })
}

func (v *Viewer) allowed(on Scope, of func(permission) bool) []Action {
	out := []Action{}
	for action, p := range permissions {
		if of(p) && v.Require(action, on) == nil {
			out = append(out, action)
		}
	}
	slices.Sort(out)
	return out
}

// MayWithin reports whether the viewer may do the action anywhere in a contract.
func (v *Viewer) MayWithin(contract uuid.UUID, action Action) bool {
	if v.Program() {
		return v.Token.On.Contract == contract && v.Require(action, v.Token.On) == nil
	}
	return slices.ContainsFunc(v.Workspaces(), func(s Scope) bool {
		return s.Contract == contract && v.Require(action, s) == nil
	})
}

// requireStaff decides for what is about no contract yet.
func (v *Viewer) requireStaff(p permission) error {
	if v.Token != nil && !v.Token.has(p) {
		return errScope
	}
	if len(v.Assigned()) == 0 {
		return p.forbidden()
	}
	return nil
}

// require decides for a person, and for a script that works for one: that may do what both the role and the token allow.
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
	if v.Token != nil && !v.Token.has(p) {
		return errScope
	}
	if p.eligiblePlan && !access.plan.Eligible() {
		return ErrPlanNotEligible
	}
	return nil
}

// errScope is for scripts that work for a person who may do more than the token.
var errScope = &Error{CodeForbidden, "The token does not have the scope for this."}

// require decides for a program. Whether the workspace exists is for those who use it to say: a token knows only its own.
func (t *Token) require(p permission, on Scope) error {
	within := min(reachOf(t.On.Workspace, on.Workspace), reachOf(t.On.Agent, on.Agent))
	switch {
	case on.Contract != t.On.Contract || within == outside:
		return ErrNotFound
	case within == beyond || !t.has(p):
		return p.forbidden()
	case p.eligiblePlan && !t.plan.Eligible():
		return ErrPlanNotEligible
	}
	return nil
}

func (t *Token) has(p permission) bool {
	return slices.ContainsFunc(p.token, func(s credit.TokenScope) bool { return slices.Contains(t.Scopes, s) })
}

// reach is how what is asked for lies to what a token is bound to.
type reach int

const (
	outside reach = iota // something else
	beyond               // more than it
	inside
)

// reachOf compares one id of the two; zero is all there is.
func reachOf(bound, asked uuid.UUID) reach {
	switch {
	case bound == uuid.Nil || asked == bound:
		return inside
	case asked == uuid.Nil:
		return beyond
	default:
		return outside
	}
}

func (p permission) forbidden() error {
	return &Error{CodeForbidden, ErrForbidden.Message + " " + p.ask}
}
