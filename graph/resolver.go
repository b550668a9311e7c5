// Package graph is the GraphQL edge: it translates, authorises and owns the transaction. The rules are in the packages below.
package graph

import (
	"log/slog"
	"time"

	"cistern/auth"
	"cistern/billing"
	"cistern/ent"
	"cistern/ingest"
	"cistern/live"
)

// Resolver answers the fields of the schema.
type Resolver struct {
	Client   *ent.Client
	Ingest   *ingest.Committer
	Live     *live.Live
	Payments billing.Provider
	Sessions *auth.Sessions
	Accounts *auth.Accounts
	Budgets  *auth.Budgets
	Provider *auth.Provider // nil where people sign in with passwords alone
	Trial    bool           // clocks of contracts can be moved
	Now      func() time.Time
	Log      *slog.Logger
}
