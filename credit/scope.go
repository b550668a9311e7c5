package credit

import "io"

// TokenScope is something that a service token may be used for.
type TokenScope string

// The values of TokenScope.
const (
	ScopeRunsWrite     TokenScope = "RUNS_WRITE"
	ScopeUsageRead     TokenScope = "USAGE_READ"
	ScopeAgentsWrite   TokenScope = "AGENTS_WRITE"
	ScopeBillingWrite  TokenScope = "BILLING_WRITE"
	ScopeAccountsWrite TokenScope = "ACCOUNTS_WRITE"

	// ScopeUsageWatch is what a subscription token is for. It is not in the list: no other token can have it.
	ScopeUsageWatch TokenScope = "USAGE_WATCH"
)

var tokenScopes = []TokenScope{ScopeRunsWrite, ScopeUsageRead, ScopeAgentsWrite, ScopeBillingWrite, ScopeAccountsWrite}

// Values lists what ent accepts.
func (TokenScope) Values() []string { return texts(tokenScopes) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v TokenScope) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *TokenScope) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, tokenScopes)
	return err
}
