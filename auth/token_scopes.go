package auth

import (
	"fmt"
	"slices"

	"cistern/credit"
)

// scopeActions is what a scope lets programs do. Those that are not here are given by an operator alone.
var scopeActions = map[credit.TokenScope]Action{
	credit.ScopeRunsWrite:   ManageTokens,
	credit.ScopeUsageRead:   ViewDashboard,
	credit.ScopeAgentsWrite: ManageAgents,
}

// Issuable are the scopes that the viewer may give to service tokens there: nobody lets a program do what they may not do themselves.
func (v *Viewer) Issuable(on Scope) []credit.TokenScope {
	out := []credit.TokenScope{}
	for _, text := range credit.TokenScope("").Values() {
		scope := credit.TokenScope(text)
		action, given := scopeActions[scope]
		if given && v.Require(ManageTokens, on) == nil && v.Require(action, on) == nil {
			out = append(out, scope)
		}
	}
	return out
}

// CheckIssuable refuses scopes that the viewer may not give there, by a credit.Error.
func (v *Viewer) CheckIssuable(on Scope, scopes []credit.TokenScope) error {
	for _, scope := range scopes {
		if !slices.Contains(v.Issuable(on), scope) {
			message := fmt.Sprintf("You cannot give %s to a token here, because you may not do all that it lets a program do.", scope)
			return &credit.Error{Code: credit.CodeForbidden, Field: "scopes", Message: message}
		}
	}
	return nil
}
