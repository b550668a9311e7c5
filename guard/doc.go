// Package guard is what people switch and cap: it disables and enables agents, clears safety holds, sets limits, allocations and the
// policy of creation, and creates and deletes agents.
//
// Its operations run in the caller's transaction under the contract's lock (ledger.Lock), so that once one has been committed no
// start is admitted against it. Each writes its audit entry with the change; one that would change nothing writes nothing.
package guard
