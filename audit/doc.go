// Package audit keeps what was changed, by whom and why: one append-only chain of entries per contract.
//
// Every entry holds the hash of the one before it, so that an entry that was changed, removed, added or moved later breaks the
// chain where it stands (Verify). A chain that lost its last entries is whole: only somebody who keeps an anchor, the seq and hash
// of an entry, outside of the database can tell that it is gone. Nor can a chain tell of somebody who writes all of it anew.
package audit
