// Package live tells watchers what changed.
//
// After a commit a process marks the contracts and people that it changed something of (ent.Announcing). One goroutine gathers marks
// and sends one notification of PostgreSQL at most every 50 ms, never one per transaction: those serialise all commits of the server.
// Every process listens on one connection, its own notifications included, and reads what somebody watches of what changed once,
// however many watch. Watchers get whole, versioned snapshots, the latest only, so that a slow one skips some and holds nobody up.
//
// A notification is a hint. Those that get lost with a connection are made up for by reading everything when it is back, and by a slow
// poll behind it.
package live
