// Package billing is what a contract buys and on which terms: the price list, purchases and the allowance, and what its account team
// sets and grants (D16, D17).
//
// Its operations run in the caller's transaction under the contract's lock (ledger.Lock), with the running period open
// (ledger.OpenPeriod): that is an Account. Each writes its audit entry with the change; one that would change nothing writes nothing.
// Credits move through package ledger alone. Money is taken by a Provider.
package billing
