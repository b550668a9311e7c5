// Package people is who has which role: invitations to workspaces and contracts, and the change and end of roles.
//
// Its operations run in the caller's transaction under the contract's lock (ledger.Lock), and write their audit entries with the
// change; one that would change nothing writes nothing. Nobody gives or takes a role above their own, and a workspace or contract that
// has an owner keeps one.
package people
