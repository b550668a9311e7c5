// Package ledger is the only writer of billing periods, grants, ledger entries and billing events.
//
// Its operations run in the caller's transaction under the contract's lock (Lock) and leave three things true: the entries of a
// contract add up to its balance, a grant's remaining part is its amount less what its entries took, and a period's credited
// amount is what its pool could spend in all.
package ledger
