// Package notify tells people what they must not be surprised by (D14): thresholds of the pool, of allocations and of limits, a billed
// period that starts short, safety holds, purchases, and a pool that is expected to run out.
//
// Its operations run in the transaction of what happened. Each leaves one row for every person concerned and never two for one
// occasion, and returns those that are new, so that the caller can enqueue their e-mails in the same transaction. Package email below
// it writes and sends these.
package notify
